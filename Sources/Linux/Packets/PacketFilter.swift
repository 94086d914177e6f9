package import Addresses
internal import CLinux

/// One instruction of a classic BPF program (`struct sock_filter`).
package struct FilterInstruction: Hashable, Sendable {
    package let code: UInt16
    /// How many instructions to pass over if the comparison is true, and if it is false.
    package let jumpIfTrue: UInt8
    package let jumpIfFalse: UInt8
    package let value: UInt32

    init(_ code: Int32, _ value: UInt32, ifTrue: UInt8 = 0, ifFalse: UInt8 = 0) {
        self.code = UInt16(code)
        self.value = value
        jumpIfTrue = ifTrue
        jumpIfFalse = ifFalse
    }

    /// The accumulator becomes the byte at `offset`.
    static func loadByte(at offset: UInt32) -> Self { Self(BPF_LD | BPF_B | BPF_ABS, offset) }
    /// The accumulator becomes the four bytes at `offset`, taken in network byte order.
    static func loadWord(at offset: UInt32) -> Self { Self(BPF_LD | BPF_W | BPF_ABS, offset) }
    /// The accumulator becomes the byte at `offset` behind the index.
    static func loadByte(afterIndex offset: UInt32) -> Self { Self(BPF_LD | BPF_B | BPF_IND, offset) }
    /// The index becomes the length of the IPv4 header at the start.
    static let indexBehindIPv4Header = Self(BPF_LDX | BPF_B | BPF_MSH, 0)
    /// The index becomes what the accumulator is.
    static let copyToIndex = Self(BPF_MISC | BPF_TAX, 0)
    static func jump(ifEqual value: UInt32, _ ifTrue: UInt8, else ifFalse: UInt8) -> Self {
        Self(BPF_JMP | BPF_JEQ | BPF_K, value, ifTrue: ifTrue, ifFalse: ifFalse)
    }
    static func jumpIfEqualsIndex(_ ifTrue: UInt8, else ifFalse: UInt8) -> Self {
        Self(BPF_JMP | BPF_JEQ | BPF_X, 0, ifTrue: ifTrue, ifFalse: ifFalse)
    }
    /// The packet goes to the socket, whole.
    static let pass = Self(BPF_RET | BPF_K, .max)
    static let drop = Self(BPF_RET | BPF_K, 0)
}

/// What a socket lets in, decided in the kernel so that other packets do not wake us.
package struct PacketFilter: Hashable, Sendable {
    package let instructions: [FilterInstruction]

    /// Lets in VRRP packets (protocol 112) of the given virtual routers, and nothing else. An address family's raw
    /// socket shows IPv4 packets with their header, IPv6 packets without (raw(7), ipv6(7)); the IPv6 socket itself
    /// sees only protocol 112.
    ///
    /// - Parameter routerIDs: VRIDs, 1 to 255; 0 is none (RFC 5798 §5.2.3).
    package static func vrrp(_ family: IPAddress.Family, routerIDs: some Sequence<UInt8>) -> PacketFilter {
        let routerIDs = Set(routerIDs).subtracting([0]).sorted()
        var instructions: [FilterInstruction] =
            switch family {
            case .ipv4:
                [
                    .loadByte(at: 9), .jump(ifEqual: 112, 1, else: 0), .drop, .indexBehindIPv4Header,
                    .loadByte(afterIndex: 1),
                ]
            case .ipv6: [.loadByte(at: 1)]
            }
        for (position, routerID) in routerIDs.enumerated() {
            // Behind the last comparison stands the drop, behind that the pass: at most 255 further on, which fits.
            instructions.append(.jump(ifEqual: UInt32(routerID), UInt8(routerIDs.count - position), else: 0))
        }
        return PacketFilter(instructions: instructions + [.drop, .pass])
    }
}

extension Descriptor {
    /// Lets in only what `filter` passes, from the next packet on; those that wait already stay.
    func attach(_ filter: PacketFilter, _ context: @autoclosure () -> String) throws(LinuxError) {
        let program = filter.instructions.map {
            sock_filter(code: $0.code, jt: $0.jumpIfTrue, jf: $0.jumpIfFalse, k: $0.value)
        }
        // The kernel checks the program, and copies it.
        try attempt("setsockopt", context()) {
            unsafe program.withUnsafeBufferPointer {
                unsafe linux_attach_filter(number, $0.baseAddress, UInt16($0.count))
            }
        }
    }
}
