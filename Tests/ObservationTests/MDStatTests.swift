import Testing

@testable import Observation

@Suite("Software RAID")
struct MDStatTests {
    @Test("is read from /proc/mdstat")
    func arrays() {
        let text = """
            Personalities : [raid1] [raid6] [raid5] [raid4] [raid0]
            md1 : active raid5 sdd1[3] sdc1[1] sdb1[0](F)
                  976770048 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [_UU]
                  [==>..................]  recovery = 12.6% (61572224/488385024) finish=99.5min speed=71461K/sec
                  bitmap: 0/4 pages [0KB], 65536KB chunk

            md0 : active (auto-read-only) raid1 sdb1[1] sda1[0]
                  523712 blocks super 1.2 [2/2] [UU]

            md2 : active raid0 sdf1[1] sde1[0]
                  1046528 blocks super 1.2 512k chunks

            md3 : inactive sdg1[1](S)
                  1046528 blocks super 1.2

            unused devices: <none>
            """
        let arrays = MDStat.arrays(text)
        #expect(arrays.map(\.name) == ["md1", "md0", "md2", "md3"])
        #expect(arrays.map(\.level) == ["raid5", "raid1", "raid0", ""])
        #expect(arrays.map(\.members) == ["_UU", "UU", "", ""])
        #expect(arrays.map(\.isDegraded) == [true, false, false, true])
    }

    @Test(
        "is none where there are no arrays", arguments: ["", "Personalities : \nunused devices: <none>\n", "md0 : x\n"])
    func none(text: String) {
        #expect(MDStat.arrays(text) == [])
    }
}
