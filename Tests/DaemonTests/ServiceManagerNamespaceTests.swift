import Glibc
import Testing

@testable import Linux

@Suite("the service manager", .inNamespaces)
struct ServiceManagerNamespaceTests {
    @Test("it is told of readiness, state, a reload and the stop, and hears from the watchdog twice in its time")
    func notifications() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let inbox = try Inbox(at: router.file("notify"))
            try await router.start(
                .clusterd, Configuration(.v3, router, priority: 150).text,
                environment: ["NOTIFY_SOCKET=\(router.file("notify"))", "WATCHDOG_USEC=400000"])
            try await inbox.waits(for: "READY=1")
            let readyCount = inbox.messages.count { $0 == "READY=1" }
            #expect(readyCount == 1)
            try await inbox.waits(for: "STATUS=VI_1 MASTER")

            inbox.forget()
            let start = ContinuousClock.now
            try await Task.sleep(for: .seconds(2))
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let count = Double(try inbox.take().count { $0 == "WATCHDOG=1" })
            // Every 200 ms. Never less than every 400, or it would be killed.
            #expect(count >= seconds / 0.4 && count <= seconds / 0.2 + 1)

            inbox.forget()
            router.program?.signal(SIGHUP)
            try await inbox.waits(for: "READY=1")
            let reload = inbox.messages.filter { $0.hasPrefix("RELOADING=1") || $0 == "READY=1" }
            #expect(reload.count == 2)
            // Type=notify-reload wants the time with it (sd_notify(3)).
            #expect(reload.first?.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") ?? false)

            try await router.stop()
            #expect(try inbox.take().contains("STOPPING=1"))
        }
    }

    @Test("nothing is ready before it can serve: an interface that is missing, a file that is wrong")
    func notReady() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let inbox = try Inbox(at: router.file("notify"))
            let good = Configuration(.v3, router, priority: 150).text
            let bad = [
                (good.replacing("interface eth0", with: "interface eth7"), Script.End.exited(1), "eth7"),
                (good.replacing("virtual_router_id 51", with: "virtual_router_id 300"), .exited(2), ".conf:"),
            ]
            for (text, end, words) in bad {
                try await router.start(.clusterd, text, environment: ["NOTIFY_SOCKET=\(router.file("notify"))"])
                #expect(try await router.program?.ended() == end)
                #expect(router.log.contains(words))
            }
            #expect(try !inbox.take().contains("READY=1"))
        }
    }
}

/// A datagram socket in the place of systemd's.
private final class Inbox {
    private let descriptor: Descriptor
    private(set) var messages: [String] = []

    init(at path: String) throws {
        let context = "listen at \(path)"
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        descriptor = try Descriptor.socket(AF_UNIX, kind, 0, context)
        guard let address = SocketAddress(path: path) else { throw Failure("\(path) is too long") }
        try descriptor.bind(address, context)
    }

    /// All messages since the last `forget`.
    func take() throws -> [String] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while let count = try descriptor.read(into: &buffer, "read notifications") {
            messages.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
        return messages
    }

    func forget() { messages = [] }

    func waits(for message: String) async throws {
        try await eventually("\(message) comes", within: .seconds(10)) { try take().contains(message) ? () : nil }
    }
}
