import Glibc

@testable import Linux

/// Very many bytes in one direction, each of which is checked where it arrives.
enum Stream {
    static let block: [UInt8] = (0..<(256 << 10)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

    /// Sends so many bytes, then nothing.
    struct Source {
        var left: Int
        var offset = 0

        /// False if the connection is gone.
        mutating func send(to socket: Socket) -> Bool {
            while left > 0 {
                let end = min(block.count, offset + left)
                guard let count = socket.write(block[offset..<end]) else { return false }
                if count == 0 { return true }
                left -= count
                offset = (offset + count) % block.count
            }
            return true
        }
    }

    /// Takes so many bytes.
    struct Sink {
        var left: Int
        var offset = 0
        var isWrong = false

        mutating func take(_ bytes: ArraySlice<UInt8>) {
            var bytes = bytes
            while !bytes.isEmpty {
                let count = min(bytes.count, block.count - offset)
                // Both have `count` bytes.
                let isSame = unsafe bytes.withUnsafeBytes { left in
                    unsafe block.withUnsafeBytes { right in
                        guard let left = left.baseAddress, let right = right.baseAddress else { return false }
                        return unsafe memcmp(left, right + offset, count) == 0
                    }
                }
                if !isSame || count > left { isWrong = true }
                left -= count
                offset = (offset + count) % block.count
                bytes = bytes.dropFirst(count)
            }
        }
    }
}
