/// The message of an `errorfile` in the parts that it is sent by: what it says of the connection is said by who sends it.
struct PageFile {
    /// Status line, of HTTP/1.1, and fields without those of the connection.
    private(set) var head: [UInt8] = []
    private(set) var body: [UInt8] = []
    /// Whether it says that the connection is closed.
    private(set) var closes = false

    /// - Parameter message: well-formed, its lines ended by CR LF.
    init(_ message: [UInt8]) {
        var start = 0
        while let end = message[start...].firstIndex(of: 0x0A) {
            let line = message[start...end]
            start = end + 1
            if line.count <= 2 { break }
            if head.isEmpty {
                head += Array("HTTP/1.1".utf8) + line.dropFirst(8)
            } else {
                add(line)
            }
        }
        body = Array(message[start...])
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        let name = line.prefix { $0 != UInt8(ascii: ":") }.map(lowercased)
        switch name {
        case Array("connection".utf8):
            let value = line.dropFirst(name.count + 1).map(lowercased)
            let options = value.split { $0 == UInt8(ascii: ",") || $0 <= 0x20 }
            closes = closes || options.contains { $0.elementsEqual("close".utf8) }
        case Array("keep-alive".utf8), Array("proxy-connection".utf8): break
        default: head += line
        }
    }
}
