import Addresses
import Inventory
import TestSupport
import Testing

@testable import Rendering

struct UnitsTests {
    @Test(
        "haproxy's times take the largest unit that keeps them exact",
        arguments: [
            (Duration.milliseconds(1), "1ms"), (.milliseconds(500), "500ms"), (.seconds(1), "1s"),
            (.milliseconds(1500), "1500ms"), (.seconds(90), "90s"), (.seconds(120), "2m"), (.seconds(3600), "1h"),
            (.seconds(86_400), "1d"), (.microseconds(200), "1ms"),
        ])
    func haproxyTime(duration: Duration, text: String) {
        #expect(HAProxyValues.time(duration) == text)
    }

    @Test(
        "keepalived's times are seconds with at most two decimals",
        arguments: [
            (Duration.seconds(1), "1"), (.milliseconds(10), "0.01"), (.milliseconds(100), "0.1"),
            (.milliseconds(1250), "1.25"), (.milliseconds(40_950), "40.95"), (.seconds(255), "255"),
        ])
    func keepalivedTime(duration: Duration, text: String) {
        #expect(KeepalivedValues.seconds(duration) == text)
    }

    @Test("an IPv6 endpoint has its address in brackets")
    func endpoint() throws {
        #expect(HAProxyValues.endpoint(try Inventories.interfaceAddress("fd00::1").address, 80) == "[fd00::1]:80")
    }
}
