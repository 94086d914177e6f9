internal import CLinux

/// A call that the kernel refused, in words for the operator.
package struct LinuxError: Error, Hashable, CustomStringConvertible {
    /// The system call, as its manual page is called: `bind`, `epoll_ctl`.
    package let call: String
    /// The errno, a positive number.
    package let code: Int32
    /// What was being done and to what: `listen for VRRP on eth0`.
    package let context: String
    /// What the kernel or we can say beyond the errno, empty if nothing.
    package let detail: String

    package init(call: String, code: Int32, context: String, detail: String = "") {
        self.call = call
        self.code = code
        self.context = context
        self.detail = detail
    }

    package var description: String {
        let words = "cannot \(context): \(Self.words(code)) (\(call))"
        return detail.isEmpty ? words : "\(words): \(detail)"
    }

    /// The words of an errno: 13 is "Permission denied".
    package static func words(_ code: Int32) -> String {
        // The text of a known errno is a constant of the C library; of others it lives until this thread asks again.
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}

/// What `call` gave; nil if it would have to wait (EAGAIN). Calls again after EINTR.
///
/// - Parameter call: one function of the shim, which gives a negative errno where it fails.
@inline(__always)
func attemptIfReady(
    _ name: String, _ context: @autoclosure () -> String, _ call: () -> Int
) throws(LinuxError) -> Int? {
    while true {
        let result = call()
        if result >= 0 { return result }
        if result == -Int(EINTR) { continue }
        if result == -Int(EAGAIN) { return nil }
        throw LinuxError(call: name, code: Int32(-result), context: context())
    }
}

/// What `call` gave. Calls again after EINTR; EAGAIN is an error here.
@inline(__always)
@discardableResult
func attempt(
    _ name: String, _ context: @autoclosure () -> String, _ call: () -> Int
) throws(LinuxError) -> Int {
    guard let result = try attemptIfReady(name, context(), call) else {
        throw LinuxError(call: name, code: EAGAIN, context: context())
    }
    return result
}
