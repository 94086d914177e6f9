import Addresses
import HTTP1
import HTTPRules

/// The header of the PROXY protocol, versions 1 and 2 (proxy-protocol.txt): who the client of a proxy before us is.
enum ProxyHeader {
    enum Result {
        case incomplete
        case refused
        /// Of so many bytes. No addresses: the proxy speaks for itself (`LOCAL`, `UNKNOWN`).
        case complete(length: Int, source: SourceEndpoint?, destination: SourceEndpoint?)
    }

    /// The longest of version 1, with its line end.
    private static let longestText = 107
    private static let signature: InlineArray<12, UInt8> = [
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
    ]

    static func read(_ bytes: Span<UInt8>) -> Result {
        guard bytes.count > 0 else { return .incomplete }
        return bytes[0] == UInt8(ascii: "P") ? readText(bytes) : readBinary(bytes)
    }

    /// Writes version 1; addresses of two families cannot be told in it.
    static func write(
        from source: SourceEndpoint, to destination: SourceEndpoint, with writer: inout HeadWriter,
        to output: inout MutableSpan<UInt8>
    ) {
        guard source.address.family == destination.address.family else {
            return writer.text("PROXY UNKNOWN\r\n", to: &output)
        }
        writer.text(source.address.family == .ipv4 ? "PROXY TCP4 " : "PROXY TCP6 ", to: &output)
        writer.address(source.address, to: &output)
        writer.text(" ", to: &output)
        writer.address(destination.address, to: &output)
        writer.text(" ", to: &output)
        writer.decimal(UInt64(source.port), to: &output)
        writer.text(" ", to: &output)
        writer.decimal(UInt64(destination.port), to: &output)
        writer.text("\r\n", to: &output)
    }

    // MARK: - Version 1

    private static func readText(_ bytes: Span<UInt8>) -> Result {
        let prefix: StaticString = "PROXY "
        for index in 0..<min(bytes.count, 6) where unsafe bytes[index] != prefix.utf8Start[index] { return .refused }
        var end = 0
        while end + 1 < min(bytes.count, longestText) {
            if bytes[end] == 0x0D {
                guard bytes[end + 1] == 0x0A else { return .refused }
                return readWords(bytes.extracting(6..<max(6, end)), length: end + 2)
            }
            end += 1
        }
        return bytes.count < longestText ? .incomplete : .refused
    }

    private static func readWords(_ bytes: Span<UInt8>, length: Int) -> Result {
        var text = ""
        for index in 0..<bytes.count {
            guard bytes[index] > 0x1F, bytes[index] < 0x7F else { return .refused }
            text.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        }
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
        if words[0] == "UNKNOWN" { return .complete(length: length, source: nil, destination: nil) }
        guard words.count == 5, words[0] == "TCP4" || words[0] == "TCP6",
            let source = endpoint(words[1], words[3], words[0]),
            let destination = endpoint(words[2], words[4], words[0])
        else { return .refused }
        return .complete(length: length, source: source, destination: destination)
    }

    private static func endpoint(_ address: String, _ port: String, _ family: String) -> SourceEndpoint? {
        guard let address = IPAddress(address), let number = UInt16(port), String(number) == port,
            (address.family == .ipv4) == (family == "TCP4")
        else { return nil }
        return SourceEndpoint(address: address, port: number)
    }

    // MARK: - Version 2

    private static func readBinary(_ bytes: Span<UInt8>) -> Result {
        for index in 0..<min(bytes.count, 12) where bytes[index] != signature[index] { return .refused }
        guard bytes.count >= 16 else { return .incomplete }
        guard bytes[12] >> 4 == 2 else { return .refused }
        let length = 16 + (Int(bytes[14]) << 8 | Int(bytes[15]))
        guard length <= 536 else { return .refused }
        guard bytes.count >= length else { return .incomplete }
        switch (bytes[12] & 0xF, bytes[13]) {
        case (0, _): return .complete(length: length, source: nil, destination: nil)
        case (1, 0x11): return addresses(bytes, 4, length)
        case (1, 0x21): return addresses(bytes, 16, length)
        // Datagrams, UNIX sockets and what is not said: the connection's own addresses hold.
        case (1, _): return .complete(length: length, source: nil, destination: nil)
        default: return .refused
        }
    }

    private static func addresses(_ bytes: Span<UInt8>, _ size: Int, _ length: Int) -> Result {
        guard length >= 16 + 2 * size + 4 else { return .refused }
        let ports = 16 + 2 * size
        return .complete(
            length: length, source: endpoint(bytes, 16, size, ports),
            destination: endpoint(bytes, 16 + size, size, ports + 2))
    }

    private static func endpoint(_ bytes: Span<UInt8>, _ start: Int, _ size: Int, _ port: Int) -> SourceEndpoint {
        var address: [UInt8] = []
        for index in start..<start + size { address.append(bytes[index]) }
        return SourceEndpoint(
            address: IPAddress(bytes: address), port: UInt16(bytes[port]) << 8 | UInt16(bytes[port + 1]))
    }
}
