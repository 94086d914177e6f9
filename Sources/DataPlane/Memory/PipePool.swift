internal import CLinux

/// Pipes that carry content from one socket to another without a copy (splice(2)). One thread's own; a flow has one only
/// while there is something in it.
struct PipePool: ~Copyable {
    /// What a pipe may hold, where the system lets us ask for so much (/proc/sys/fs/pipe-max-size).
    static let size = 1 << 20
    /// How many are kept for the next flow.
    private static let spare = 16

    private var ends: [(read: Int32, write: Int32)] = []
    private var free: [Int32] = []
    /// Places in `ends` that are not in use.
    private var holes: [Int32] = []

    init() {}

    deinit {
        for end in ends where end.read >= 0 {
            linux_close(end.read)
            linux_close(end.write)
        }
    }

    /// A pipe, -1 if the kernel gives none: then the bytes are copied.
    mutating func take() -> Int32 {
        if let pipe = free.popLast() { return pipe }
        var made = InlineArray<2, Int32>(repeating: -1)
        let result = unsafe withUnsafeMutablePointer(to: &made) {
            // Two numbers stand side by side, as pipe2(2) wants them.
            unsafe linux_pipe(UnsafeMutableRawPointer($0).assumingMemoryBound(to: Int32.self))
        }
        guard result >= 0 else { return -1 }
        linux_set_pipe_size(made[0], Int32(Self.size))
        guard let hole = holes.popLast() else {
            ends.append((made[0], made[1]))
            return Int32(ends.count - 1)
        }
        ends[Int(hole)] = (made[0], made[1])
        return hole
    }

    /// - Parameter isEmpty: one with bytes in it cannot be used again.
    mutating func give(back pipe: inout Int32, isEmpty: Bool) {
        guard pipe >= 0 else { return }
        if isEmpty, free.count < Self.spare {
            free.append(pipe)
        } else {
            linux_close(ends[Int(pipe)].read)
            linux_close(ends[Int(pipe)].write)
            ends[Int(pipe)] = (-1, -1)
            holes.append(pipe)
        }
        pipe = -1
    }

    func read(_ pipe: Int32) -> Int32 { ends[Int(pipe)].read }
    func write(_ pipe: Int32) -> Int32 { ends[Int(pipe)].write }
}
