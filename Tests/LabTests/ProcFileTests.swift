import Testing

@testable import Lab

@Suite struct ProcFileTests {
    @Test(
        "the marker in an environment names lab and host",
        arguments: [
            ("A=1\0CLUSTER_LAB_PROCESS=x.web1\0B=2\0", ProcFile.Owner(host: "web1", byDisk: false)),
            ("CLUSTER_LAB_PROCESS=x\0", ProcFile.Owner(host: nil, byDisk: false)),
            ("CLUSTER_LAB_PROCESS=x.web1.example.com\0", ProcFile.Owner(host: "web1.example.com", byDisk: false)),
            ("CLUSTER_LAB_PROCESS=x-y.web1\0", nil), ("CLUSTER_LAB_PROCESS=xy\0", nil),
            ("OTHER_CLUSTER_LAB_PROCESS=x\0", nil), ("", nil),
        ] as [(String, ProcFile.Owner?)])
    func marker(environment: String, expected: ProcFile.Owner?) {
        #expect(ProcFile.marker(in: Array(environment.utf8), lab: "x") == expected)
    }

    @Test(
        "the disk among a process's mounts names its host, for this lab only",
        arguments: [
            ("/s/x/hosts", ProcFile.Owner(host: "web1", byDisk: true)), ("/s/y/hosts", nil), ("/s/x/host", nil),
        ] as [(String, ProcFile.Owner?)])
    func disk(hosts: String, expected: ProcFile.Owner?) {
        let mounts = "99 1 0:5 / / rw - overlay web1 rw,lowerdir=/c/b,upperdir=/s/x/hosts/web1/upper,workdir=/w\n"
        #expect(ProcFile.diskOwner(in: mounts, hosts: hosts) == expected)
    }

    @Test("start time and parent are found behind a program's name of any kind")
    func stat() {
        let text = "42 (a) S (b c) S 7 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 98765 100 200"
        #expect(ProcFile.startTime(in: text) == 98765)
        #expect(ProcFile.parent(in: text) == 7)
        #expect(ProcFile.startTime(in: "") == nil)
    }

    @Test(
        "a leader is process 1 of a namespace right below",
        arguments: [
            ("NSpid:\t50\t1", true), ("NSpid:\t1", false), ("NSpid:\t51\t2", false), ("NSpid:\t9\t4\t1", false),
        ])
    func leader(line: String, expected: Bool) {
        #expect(ProcFile.isLeader(status: "Name:\tx\n\(line)\nVmSize: 1\n") == expected)
    }
}
