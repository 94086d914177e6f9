import CLinux
import Glibc
import Testing

@testable import Linux

/// A network namespace that only this test has. It is gone when the last descriptor that belongs to it closes, so that
/// nothing is left behind, whatever becomes of the test.
struct TestNamespace: ~Copyable {
    private let descriptor: Descriptor

    /// Making one needs root.
    static var canBeMade: Bool { getuid() == 0 && (try? TestNamespace()) != nil }
    static let skipReason: Comment = "needs root, to make network namespaces"

    init() throws {
        let original = try Self.present()
        try #require(linux_enter_new_network() == 0)
        // Also before an error is thrown: this thread serves other tests too.
        let result = Result { try Self.present().release() }
        try #require(linux_setns(original.number, CLONE_NEWNET) == 0)
        descriptor = Descriptor(owning: try result.get())
    }

    private static func present() throws -> Descriptor {
        try File.open("/proc/thread-self/ns/net", O_RDONLY, "open this thread's network namespace")
    }

    /// Runs `body` in the namespace. It must not suspend: the thread goes back when it returns.
    borrowing func run<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value {
        let original = try Self.present()
        try #require(linux_setns(descriptor.number, CLONE_NEWNET) == 0)
        defer { precondition(linux_setns(original.number, CLONE_NEWNET) == 0, "a thread cannot leave a namespace") }
        return try body()
    }

    /// `ip` with the given words, in the namespace; gives what it wrote.
    @discardableResult
    borrowing func ip(_ words: String) throws -> String {
        try run { try runProgram("/usr/sbin/ip", words.split(separator: " ").map(String.init)) }
    }

    /// Two connected interfaces of this namespace, both on: a0 and b0.
    borrowing func addPair() throws {
        try ip("link add a0 type veth peer name b0")
        try ip("link set b0 up")
        try ip("link set a0 up")
        try eventually { try link("a0").isReady && link("b0").isReady ? () : nil }
    }

    /// A pair of connected interfaces, one here and one in `other`, both on.
    borrowing func connect(_ name: String, to other: borrowing TestNamespace, _ otherName: String) throws {
        try ip("link add \(name) type veth peer name \(otherName)")
        try ip("link set \(otherName) netns /proc/\(getpid())/fd/\(other.descriptor.number)")
        try ip("link set \(name) up")
        try other.ip("link set \(otherName) up")
        // The kernel tells the carrier a moment later.
        try eventually { try link(name).isReady && other.link(otherName).isReady ? () : nil }
    }

    /// The interface of this name, as rtnetlink tells it.
    borrowing func link(_ name: String) throws -> Link {
        try run {
            var routes = try RouteSocket()
            return try #require(try routes.links().first { $0.name == name })
        }
    }
}
