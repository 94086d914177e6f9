import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("the kernel's reply")
struct NetlinkReplyTests {
    private func message(
        _ kind: Int32, sequence: UInt32 = 7, flags: UInt16 = 0, _ payload: [UInt8] = []
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendNative(UInt32(16 + payload.count))
        bytes.appendNative(UInt16(kind))
        bytes.appendNative(flags)
        bytes.appendNative(sequence)
        bytes.appendNative(UInt32(0))
        return bytes + payload
    }

    private func native(_ number: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendNative(number)
        return bytes
    }

    private func read(_ datagrams: [UInt8]...) -> (NetlinkReply.Progress, count: Int) {
        var (reply, count) = (NetlinkReply(to: 7), 0)
        var progress = NetlinkReply.Progress.more
        for datagram in datagrams { progress = reply.read(datagram.span) { _, _ in count += 1 } }
        return (progress, count)
    }

    @Test("goes on over several datagrams until it is done")
    func dump() {
        let multi = UInt16(NLM_F_MULTI)
        let first = read(message(16, flags: multi) + message(16, flags: multi))
        #expect(first.0 == .more && first.count == 2)
        let whole = read(message(16, flags: multi), message(16, flags: multi) + message(3, flags: multi, native(0)))
        #expect(whole.0 == .done && whole.count == 2)
    }

    @Test("to another request is passed over")
    func otherSequence() {
        let result = read(message(16, sequence: 6) + message(2, sequence: 6, native(-EPERM)))
        #expect(result.0 == .more && result.count == 0)
    }

    @Test(
        "is an acknowledgement, or an errno",
        arguments: [(Int32(0), NetlinkReply.Progress.done), (-17, .failed(17, ""))])
    func acknowledgement(code: Int32, expected: NetlinkReply.Progress) {
        #expect(read(message(2, native(code) + message(16))).0 == expected)
    }

    @Test("with an errno that is none is refused, and without one is an acknowledgement", arguments: [5, Int32.min])
    func noErrno(code: Int32) {
        #expect(read(message(2, native(code))).0 == .failed(EPROTO, ""))
    }

    @Test("that was interrupted by a change says so at its end")
    func interrupted() {
        #expect(read(message(16, flags: UInt16(NLM_F_DUMP_INTR)), message(3, native(0))).0 == .interrupted)
    }

    @Test("carries the kernel's words")
    func words() {
        let words: [UInt8] = [11, 0, 1, 0] + Array("not so".utf8) + [0, 0]
        let flags = UInt16(NLM_F_ACK_TLVS) | UInt16(NLM_F_CAPPED)
        #expect(read(message(2, flags: flags, native(-22) + message(16) + words)).0 == .failed(22, "not so"))
        // Not capped: the whole request is echoed, 4 bytes of payload here.
        let echoed = message(16, [1, 2, 3, 4])
        let uncapped = message(2, flags: UInt16(NLM_F_ACK_TLVS), native(-22) + echoed + words)
        #expect(read(uncapped).0 == .failed(22, "not so"))
    }

    @Test("with an echo longer than itself has no words, and no trap")
    func hostileEcho() {
        var hostile = message(2, flags: UInt16(NLM_F_ACK_TLVS), native(-22) + message(16))
        for index in 20..<24 { hostile[index] = 0xFF }
        #expect(read(hostile).0 == .failed(22, ""))
    }
}
