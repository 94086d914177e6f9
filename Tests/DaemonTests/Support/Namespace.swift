import CLinux
import Glibc
import Testing

@testable import Linux

/// A network namespace without a name. It is gone when the last descriptor and the last process that belong to it are,
/// so that nothing is left behind, whatever becomes of the test.
final class Namespace: Sendable {
    private let descriptor: Descriptor

    init() throws {
        let original = try Self.present()
        guard linux_enter_new_network() == 0 else { throw Failure("cannot make a network namespace") }
        // Also before an error is thrown: this thread serves other tests too.
        let result = Result { try Self.present().release() }
        Self.enter(original)
        descriptor = Descriptor(owning: try result.get())
    }

    /// What ip(8) may be told for it.
    var path: String { "/proc/\(getpid())/fd/\(descriptor.number)" }

    /// Runs `body` in the namespace; sockets that it opens stay there. It must not suspend.
    func run<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value {
        let original = try Self.present()
        Self.enter(descriptor)
        defer { Self.enter(original) }
        return try body()
    }

    /// Sets one of this namespace's own settings, `net/ipv6/…`.
    func set(_ setting: String, _ value: String) throws {
        try run {
            let descriptor = try File.open("/proc/sys/\(setting)", O_WRONLY, "set \(setting)")
            try descriptor.writeAll(Array(value.utf8).span, "set \(setting)")
        }
    }

    private static func present() throws -> Descriptor {
        try File.open("/proc/thread-self/ns/net", O_RDONLY, "open this thread's network namespace")
    }

    private static func enter(_ descriptor: borrowing Descriptor) {
        precondition(linux_setns(descriptor.number, CLONE_NEWNET) == 0, "a thread cannot change its network namespace")
    }
}

/// What went wrong in a test, in words.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
