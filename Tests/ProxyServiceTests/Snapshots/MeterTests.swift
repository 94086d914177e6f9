import Testing

@testable import ProxyService

struct MeterTests {
    @Test("up to 1,024 requests the average is exact")
    func exact() {
        var averages = Averages()
        averages.add(total: 2, sums: [10, 20, 30, 40])
        averages.add(total: 4, sums: [10, 40, 60, 80])
        #expect(averages.values == [3, 10, 15, 20])
    }

    @Test("beyond, only the last 1,024 count")
    func sliding() {
        var averages = Averages()
        averages.add(total: 1024, sums: [102_400, 0, 0, 0])
        averages.add(total: 2048, sums: [102_400 + 204_800, 0, 0, 0])
        #expect(averages.values[0] == 200)
        averages.add(total: 2560, sums: [102_400 + 204_800, 0, 0, 0])
        #expect(averages.values[0] == 100)
    }

    @Test("nothing new changes nothing")
    func idle() {
        var averages = Averages()
        averages.add(total: 1, sums: [7, 7, 7, 7])
        averages.add(total: 1, sums: [7, 7, 7, 7])
        #expect(averages.values == [7, 7, 7, 7])
    }
}
