import Inventory
import TestSupport
import Testing

@testable import Deployment

struct DetectionTimeTests {
    @Test("a silent balancer is noticed after Master_Down_Interval of its successor (RFC 3768 §6.1)")
    func version2() throws {
        let detection = DetectionTime(try Inventories.fourHosts())
        // 3 × 1 s + (256 − 100) / 256 s
        #expect(detection.balancer == .milliseconds(3000) + .microseconds(609_375))
    }

    @Test("in version 3 the skew is a part of the interval (RFC 5798 §6.1)")
    func version3() throws {
        var inventory = try Inventories.fourHosts()
        inventory.vrrp.version = 3
        inventory.vrrp.interval = .milliseconds(100)
        #expect(DetectionTime(inventory).balancer == .milliseconds(300) + .nanoseconds(60_937_500))
    }

    @Test("a web server is noticed after `fall` checks, each an interval after the end of the last, each timing out")
    func webServer() throws {
        var inventory = try Inventories.fourHosts()
        #expect(DetectionTime(inventory).webServer == .seconds(6))
        inventory.proxy.check.timeout = .milliseconds(200)
        inventory.proxy.check.interval = .seconds(2)
        // Nothing accepts: the connection is given up after the interval, which is shorter than `timeout connect`.
        #expect(DetectionTime(inventory).webServer == .seconds(12))
    }

    @Test("one balancer has no successor, and the text says so")
    func alone() throws {
        var inventory = try Inventories.fourHosts()
        inventory.balancers.removeLast()
        let detection = DetectionTime(inventory)
        #expect(detection.balancer == nil)
        #expect(detection.text.contains("nothing takes over"))
    }
}
