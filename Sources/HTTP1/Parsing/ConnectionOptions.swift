/// What the fields named Connection say (RFC 9110 §7.6.1).
struct ConnectionOptions: Equatable, BitwiseCopyable {
    private(set) var closes = false
    private(set) var keepsAlive = false
    private(set) var upgrades = false
    /// Whether other fields are named.
    private(set) var namesFields = false
    private var count: UInt8 = 0

    /// Naming a field costs a look at every field, so the names are bounded: no client needs so many.
    private static let maximum: UInt8 = 32

    mutating func read(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(Stop) {
        if bytes.equals("keep-alive", ignoringCaseIn: value) { return keepsAlive = true }
        var elements = ListElements(value)
        while let option = elements.next(in: bytes) {
            if !option.isEmpty { try read(option: option, bytes) }
        }
    }

    private mutating func read(option: Range<Int>, _ bytes: Span<UInt8>) throws(Stop) {
        count += 1
        guard count <= Self.maximum else { throw .refuse(.badConnectionOption, at: option.lowerBound) }
        for position in option where !CharacterSet.token.contains(bytes[position]) {
            throw .refuse(.badConnectionOption, at: position)
        }
        if bytes.equals("close", ignoringCaseIn: option) {
            closes = true
        } else if bytes.equals("keep-alive", ignoringCaseIn: option) {
            keepsAlive = true
        } else if bytes.equals("upgrade", ignoringCaseIn: option) {
            upgrades = true
        } else {
            namesFields = true
        }
    }

    /// Whether a connection goes on after a message (RFC 9112 §9.3): close counts before keep-alive.
    func persists(_ version: Version) -> Bool { !closes && (version == .http11 || keepsAlive) }
}
