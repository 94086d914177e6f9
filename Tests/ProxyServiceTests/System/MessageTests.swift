import Testing

@testable import ProxyService

struct MessageTests {
    static let all: [Message] = [
        .ready, .failed("no such user"), .pong, .state(Array("line\nline\n".utf8)), .state([]), .ping, .askState,
    ]

    @Test("messages that come a byte at a time are the messages that were sent")
    func pieces() throws {
        var reader = MessageReader()
        var received: [Message] = []
        for byte in Self.all.flatMap({ $0.bytes }) {
            reader.receive([byte])
            while let message = try reader.next() { received.append(message) }
        }
        #expect(received == Self.all)
    }

    @Test("messages that come at once are told apart")
    func together() throws {
        var reader = MessageReader()
        reader.receive(Self.all.flatMap { $0.bytes }[...])
        var received: [Message] = []
        while let message = try reader.next() { received.append(message) }
        #expect(received == Self.all)
    }

    @Test(
        "what a taken-over worker might say instead of a message ends the conversation",
        arguments: [
            "ready\n", "ready x\n", "ready -1\n", "state 99999999999\n", "hello 0\n", "ready 0 0\n", "\n",
            "state 16777217\n", String(repeating: "x", count: 32),
        ])
    func nonsense(_ text: String) {
        var reader = MessageReader()
        reader.receive(Array(text.utf8)[...])
        #expect(throws: MessageReader.Nonsense.self) { try reader.next() }
    }
}
