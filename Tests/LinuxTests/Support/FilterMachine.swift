@testable import Linux

/// Runs a classic BPF program as the kernel does: the instructions that our filters use, with its rules for loads that
/// miss the packet (drop) and for programs that leave their end (refused: here a nil).
struct FilterMachine {
    let program: [FilterInstruction]

    /// How many bytes of the packet are let in, nil if the kernel would not take the program.
    func run(_ packet: [UInt8]) -> UInt32? {
        var (accumulator, index): (UInt32, UInt32) = (0, 0)
        var position = 0
        while program.indices.contains(position) {
            let instruction = program[position]
            let value = instruction.value
            position += 1
            switch instruction.code {
            case 0x30, 0x50:
                let offset = Int(value) + (instruction.code == 0x50 ? Int(index) : 0)
                guard offset < packet.count else { return 0 }
                accumulator = UInt32(packet[offset])
            case 0x20:
                guard Int(value) + 4 <= packet.count else { return 0 }
                accumulator = packet[Int(value)..<Int(value) + 4].reduce(0) { $0 << 8 | UInt32($1) }
            case 0xB1:
                guard Int(value) < packet.count else { return 0 }
                index = UInt32(packet[Int(value)] & 0xF) * 4
            case 0x07: index = accumulator
            case 0x15: position += Int(accumulator == value ? instruction.jumpIfTrue : instruction.jumpIfFalse)
            case 0x1D: position += Int(accumulator == index ? instruction.jumpIfTrue : instruction.jumpIfFalse)
            case 0x06: return value
            default: return nil
            }
        }
        return nil
    }

    func passes(_ packet: [UInt8]) -> Bool? { run(packet).map { $0 > 0 } }
}
