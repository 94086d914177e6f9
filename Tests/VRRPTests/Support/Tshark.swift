import Addresses
import Glibc
import VRRP

/// Runs tshark on a frame in a file of its own.
enum Tshark {
    static let path = "/usr/bin/tshark"

    static var isInstalled: Bool { unsafe access(path, X_OK) == 0 }

    /// The named fields of the frame, with a bar between them; those that come more than once with a comma.
    static func fields(_ names: [String], ofFrame frame: [UInt8]) -> String {
        var template = Array("/tmp/vrrp-frame-XXXXXX".utf8CString)
        let file = unsafe mkstemp(&template)
        precondition(file >= 0, "no file could be made in /tmp")
        let name = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { unsafe unlink(name) }
        let bytes = capture(frame)
        precondition(unsafe write(file, bytes, bytes.count) == bytes.count, "\(name) could not be written")
        close(file)
        let options = names.map { "-e \($0)" }.joined(separator: " ")
        return output(
            "\(path) -r \(name) -o vrrp.v3_checksum_as_in_v2:FALSE -o ip.check_checksum:TRUE -T fields -E separator='|' "
                + "\(options) 2>/dev/null")
    }

    /// A capture file with one frame (pcap, Ethernet).
    private static func capture(_ frame: [UInt8]) -> [UInt8] {
        let numbers: [UInt32] = [
            0xA1B2_C3D4, 0x0004_0002, 0, 0, 65_535, 1,  // file: version 2.4, Ethernet
            0, 0, UInt32(frame.count), UInt32(frame.count),  // frame: its time and lengths
        ]
        return numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } } + frame
    }

    private static func output(_ command: String) -> String {
        guard let pipe = unsafe popen(command, "r") else { return "tshark could not be started" }
        var text: [UInt8] = []
        while case let byte = unsafe fgetc(pipe), byte != EOF { text.append(UInt8(byte)) }
        unsafe pclose(pipe)
        return String(decoding: text, as: UTF8.self).trimmingLineEnd
    }

    /// Ethernet and IP around what VRRP sends.
    static func frame(_ payload: [UInt8], _ header: PacketHeader) -> [UInt8] {
        guard header.source.family == .ipv4 else {
            return hex("33 33 00 00 00 12  02 00 00 00 00 0a  86 dd  60 00 00 00")
                + [UInt8(payload.count >> 8), UInt8(payload.count & 0xFF), 112, header.hopLimit]
                + header.source.bytes + header.destination.bytes + payload
        }
        let total = payload.count + 20
        var ip = hex("45 c0") + [UInt8(total >> 8), UInt8(total & 0xFF)] + hex("00 00 00 00")
        ip += [header.hopLimit, 112, 0, 0] + header.source.bytes + header.destination.bytes
        let sum = checksum(ip, nil)
        ip[10] = UInt8(sum >> 8)
        ip[11] = UInt8(sum & 0xFF)
        return hex("01 00 5e 00 00 12  02 00 00 00 00 0a  08 00") + ip + payload
    }
}

extension String {
    fileprivate var trimmingLineEnd: String { last == "\n" ? String(dropLast()) : self }
}
