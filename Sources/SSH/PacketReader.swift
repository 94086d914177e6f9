/// Reads the data types of RFC 4251 §5 one after the other; nil where the bytes end too early.
struct PacketReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func uint32() -> Int? { take(4).map { $0.reduce(0) { $0 << 8 | Int($1) } } }

    mutating func string() -> [UInt8]? { uint32().flatMap { take($0) } }

    mutating func text() -> String? { string().map { String(decoding: $0, as: UTF8.self) } }

    mutating func nameList() -> [String]? { text().map { $0.split(separator: ",").map(String.init) } }
}
