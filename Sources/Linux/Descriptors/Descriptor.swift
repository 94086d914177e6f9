internal import CLinux

/// Owns a file descriptor: it closes when its owner lets go of it.
@usableFromInline
package struct Descriptor: ~Copyable, Sendable {
    /// The number the kernel knows it by. Valid as long as the owner lives.
    package private(set) var number: Int32

    /// - Parameter number: an open descriptor that nobody else closes.
    package init(owning number: Int32) {
        self.number = number
    }

    deinit {
        // Not repeated after EINTR: Linux has closed the descriptor by then (close(2)).
        if number >= 0 { _ = close(number) }
    }

    /// Gives the number away; closing it is the caller's task from now on.
    package consuming func release() -> Int32 {
        var given = self
        let number = given.number
        // Nothing is left to close. (Embedded Swift has no `discard self` here.)
        given.number = -1
        return number
    }

    /// A second descriptor of the same open file, for an owner of its own.
    package func duplicate() throws(LinuxError) -> Descriptor {
        Descriptor(owning: Int32(try attempt("fcntl", "duplicate a descriptor") { linux_duplicate(number) }))
    }

    /// Makes reads and writes wait, or not.
    package func setBlocking(_ blocks: Bool) throws(LinuxError) {
        try attempt("fcntl", "set up a descriptor") { linux_set_blocking(number, blocks ? 1 : 0) }
    }
}

extension Descriptor {
    /// Reads once into `buffer`, from its start: how many bytes came, 0 at the end, nil if none are there yet.
    package func read(into buffer: inout [UInt8], _ context: @autoclosure () -> String) throws(LinuxError) -> Int? {
        try attemptIfReady("read", context()) {
            // The kernel writes at most `count` bytes, and keeps no pointer.
            unsafe buffer.withUnsafeMutableBytes { unsafe linux_read(number, $0.baseAddress, $0.count) }
        }
    }

    /// Writes once from `bytes`: how many were taken, nil if none can be taken now.
    package func write(_ bytes: Span<UInt8>, _ context: @autoclosure () -> String) throws(LinuxError) -> Int? {
        try attemptIfReady("write", context()) {
            unsafe bytes.withUnsafeBytes { unsafe linux_write(number, $0.baseAddress, $0.count) }
        }
    }

    /// Writes all of `bytes`, waiting as long as it takes.
    package func writeAll(_ bytes: Span<UInt8>, _ context: @autoclosure () -> String) throws(LinuxError) {
        var written = 0
        while written < bytes.count {
            guard let count = try write(bytes.extracting(written..<bytes.count), context()) else {
                throw LinuxError(call: "write", code: EAGAIN, context: context())
            }
            written += count
        }
    }
}
