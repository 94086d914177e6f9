package import Addresses

/// What of a request is hashed, and how: HAProxy's defaults (`hash-type map-based sdbm`, no avalanche; 2.6, src/hash.c
/// and src/backend.c), so that a key goes to the server HAProxy sends it to.
package enum KeyHash {
    /// sdbm: hash × 65599 + byte.
    static func sdbm(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        var hash: UInt32 = 0
        for index in range { hash = UInt32(bytes[index]) &+ (hash << 6) &+ (hash << 16) &- hash }
        return hash
    }

    /// `balance source`: the address in words of 32 bits, combined by exclusive or.
    package static func source(_ address: IPAddress) -> UInt32 {
        var hash: UInt32 = 0
        var word: UInt32 = 0
        for index in 0..<address.family.byteCount {
            word = word << 8 | UInt32(address[index])
            if index % 4 == 3 { hash ^= word }
        }
        return hash
    }

    /// `balance uri`: the request's target up to the query string, as its options say.
    package static func uri(_ target: Span<UInt8>, _ options: Algorithm.URIOptions) -> UInt32 {
        let start = options.isPathOnly ? pathStart(target) : 0
        let limit = options.length > 0 ? min(target.count, start + options.length) : target.count
        var slashes = 0
        var end = start
        while end < limit {
            if target[end] == UInt8(ascii: "/") {
                slashes += 1
                // `depth` 1 is the first directory: it ends before the second slash.
                if options.depth > 0, slashes == options.depth + 1 { break }
            } else if target[end] == UInt8(ascii: "?"), !options.isWhole {
                break
            }
            end += 1
        }
        return sdbm(target, start..<end)
    }

    /// Where the path begins: behind `scheme://authority`. A target without a path (`*`, `host:port`) has none.
    private static func pathStart(_ target: Span<UInt8>) -> Int {
        let slash = UInt8(ascii: "/")
        guard target.count > 0, target[0] != slash else { return 0 }
        var index = 0
        while index + 2 < target.count {
            if target[index] == UInt8(ascii: ":"), target[index + 1] == slash, target[index + 2] == slash {
                index += 3
                while index < target.count, target[index] != slash { index += 1 }
                return index
            }
            index += 1
        }
        return target.count
    }

    /// `balance hdr(name)`: the first value of the header's first line, up to a comma.
    ///
    /// - Returns: nil for an empty value: then the server is chosen as `static-rr` does, as for a header that is missing.
    package static func header(_ line: Span<UInt8>, usesDomainOnly: Bool) -> UInt32? {
        let value = firstValue(line)
        guard !value.isEmpty else { return nil }
        return sdbm(line, usesDomainOnly ? domain(line, value) : value)
    }

    /// The first of the values that commas part; a comma in quotes does not.
    private static func firstValue(_ line: Span<UInt8>) -> Range<Int> {
        var (start, end) = (0, 0)
        while start < line.count, isBlank(line[start]) { start += 1 }
        end = start
        var isQuoted = false
        while end < line.count, isQuoted || line[end] != UInt8(ascii: ",") {
            if line[end] == UInt8(ascii: "\\"), isQuoted {
                end += 1
            } else if line[end] == UInt8(ascii: "\"") {
                isQuoted.toggle()
            }
            end += 1
        }
        end = min(end, line.count)
        while end > start, isBlank(line[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// `use_domain_only`: what stands before the last dot, back to the dot before: `example` of `www.example.com`. Without
    /// a dot it is all of it; a dot that begins the value, or two in a row, count as HAProxy's loop counts them.
    private static func domain(_ line: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
        let dot = UInt8(ascii: ".")
        var end = value.upperBound - 1
        while end > value.lowerBound, line[end] != dot { end -= 1 }
        guard end > value.lowerBound else { return value }
        var start = end - 1
        while start > value.lowerBound, line[start - 1] != dot { start -= 1 }
        return start..<end
    }
}
