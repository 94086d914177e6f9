import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("the service manager is told (sd_notify(3))")
struct ServiceManagerTests {
    /// Listens at `name` as systemd does, and gives what `body` says.
    private func messages(at name: String, _ body: (borrowing ServiceManager) throws -> Void) throws -> [String] {
        let socket = try Descriptor.socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0, "listen")
        try socket.bind(try #require(SocketAddress(path: name)), "listen")
        defer { _ = unsafe unlink(name) }
        try body(try ServiceManager { ["NOTIFY_SOCKET": name][$0] })
        var (buffer, messages): ([UInt8], [String]) = ([UInt8](repeating: 0, count: 4096), [])
        while let count = try socket.read(into: &buffer, "listen") {
            messages.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
        return messages
    }

    @Test("at a path, and at an abstract name", arguments: [temporaryPath(), "@clusterd-test-\(getpid())"])
    func states(name: String) throws {
        let now = MonotonicClock.now / 1000
        let said = try messages(at: name) { manager in
            let isPresent = manager.isPresent
            #expect(isPresent)
            try manager.ready()
            try manager.keepAlive()
            try manager.status("MASTER\nREADY=0")
            try manager.stopping()
            try manager.reloading()
        }
        #expect(said.dropLast() == ["READY=1", "WATCHDOG=1", "STATUS=MASTER READY=0", "STOPPING=1"])
        let reloading = try #require(said.last)
        #expect(reloading.hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
        #expect(try #require(Int64(reloading.split(separator: "=")[2])) >= now)
    }

    @Test("or nothing happens, if nobody asked")
    func silent() throws {
        let manager = try ServiceManager { _ in nil }
        let (isPresent, watchdog) = (manager.isPresent, manager.watchdogNanoseconds)
        #expect(!isPresent && watchdog == nil)
        try manager.ready()
    }

    @Test("at a path that does not fit is an error")
    func tooLong() {
        let path = "/" + String(repeating: "x", count: 200)
        let error = #expect(throws: LinuxError.self) { _ = try ServiceManager { ["NOTIFY_SOCKET": path][$0] } }
        #expect(error?.description.contains("NOTIFY_SOCKET must be a path of at most 107 bytes") == true)
    }

    @Test(
        "as often as its watchdog wants",
        arguments: [
            ("30000000", nil, 30_000_000_000), ("30000000", "42", 30_000_000_000), ("30000000", "43", nil),
            ("0", nil, nil),
            ("-5", nil, nil), ("x", nil, nil), ("9223372036854775807", nil, nil),
        ] as [(String, String?, Int64?)])
    func watchdog(microseconds: String, process: String?, expected: Int64?) {
        let environment = ["WATCHDOG_USEC": microseconds, "WATCHDOG_PID": process]
        #expect(ServiceManager.watchdog({ environment[$0] ?? nil }, process: 42) == expected)
    }
}
