internal import CLinux

/// Something that happened to a process, by its number. Threads are left out.
package enum ProcessEvent: Hashable, Sendable {
    case forked(parent: Int32, child: Int32)
    /// It is another program now.
    case executed(Int32)
    /// It has given itself another name (`/proc/PID/comm`).
    case renamed(Int32, name: String)
    /// Its first thread has ended, and with it the process, unless other threads go on: a `ProcessWatch` knows.
    case exited(Int32)
    /// Events came faster than they were read, and some are lost: look through the processes anew.
    case lost
}

/// Where things stand in a message of the proc connector: `struct nlmsghdr`, `struct cn_msg`, `struct proc_event`.
enum ProcessEventLayout {
    static let acknowledged = 28
    static let what = 36
    /// The event's own fields.
    static let fields = 52

    static let none: UInt32 = 0
    static let fork: UInt32 = 1
    static let exec: UInt32 = 2
    static let comm: UInt32 = 0x200
    static let exit: UInt32 = 0x8000_0000
}

extension ProcessEvent {
    /// Reads one message, nil if it tells nothing that is followed here, or is too short.
    init?(_ datagram: Span<UInt8>) {
        let fields = ProcessEventLayout.fields
        guard let what = datagram.native32(at: ProcessEventLayout.what),
            let thread = datagram.signed32(at: fields), let process = datagram.signed32(at: fields + 4)
        else { return nil }
        switch what {
        case ProcessEventLayout.fork:
            guard let child = datagram.signed32(at: fields + 8), child == datagram.signed32(at: fields + 12) else {
                return nil
            }
            self = .forked(parent: process, child: child)
        case ProcessEventLayout.exec where thread == process: self = .executed(process)
        case ProcessEventLayout.exit where thread == process: self = .exited(process)
        case ProcessEventLayout.comm where thread == process:
            guard datagram.count >= fields + 24 else { return nil }
            self = .renamed(process, name: datagram.text(in: fields + 8..<fields + 24))
        default: return nil
        }
    }
}

extension PacketFilter {
    /// Lets in what `ProcessEvent` reads, and acknowledgements: a thread that comes or goes does not wake us.
    static let processEvents: PacketFilter = {
        // BPF loads in network byte order, the kernel writes in its own.
        func number(_ what: UInt32) -> UInt32 { what.bigEndian }
        let fields = UInt32(ProcessEventLayout.fields)
        return PacketFilter(instructions: [
            .loadWord(at: UInt32(ProcessEventLayout.what)),
            .jump(ifEqual: number(ProcessEventLayout.none), 13, else: 0),
            .jump(ifEqual: number(ProcessEventLayout.fork), 7, else: 0),
            .jump(ifEqual: number(ProcessEventLayout.exec), 2, else: 0),
            .jump(ifEqual: number(ProcessEventLayout.exit), 1, else: 0),
            .jump(ifEqual: number(ProcessEventLayout.comm), 0, else: 8),
            // Its own number is its process's: it is no further thread.
            .loadWord(at: fields), .copyToIndex, .loadWord(at: fields + 4), .jumpIfEqualsIndex(5, else: 4),
            // The child's number is its process's.
            .loadWord(at: fields + 8), .copyToIndex, .loadWord(at: fields + 12), .jumpIfEqualsIndex(1, else: 0),
            .drop, .pass,
        ])
    }()
}
