import Addresses

/// A line of `virtual_ipaddress` as written: checked for itself, without the interface it falls back to.
struct AddressDraft {
    let address: IPAddress
    let prefixLength: Int
    let location: SourceLocation
    var device: String?
    var broadcast: Broadcast?
    var label: String?
    var scope: Scope?
    var preferredLifetime: Lifetime?
    var detectsDuplicates = false
    var makesPrefixRoute = true
    var isTracked = true

    enum Broadcast: Equatable {
        case address(IPAddress)
        /// '+': all host bits set.
        case allOnes
        /// '-': none set.
        case allZeros
    }

    enum Lifetime: Equatable {
        case forever
        case seconds(UInt32)
    }

    static func read(_ block: [Statement], _ diagnostics: inout Diagnostics) -> [AddressDraft] {
        block.compactMap { $0.isPlainEntry(&diagnostics) ? AddressDraft($0, &diagnostics) : nil }
    }

    private init?(_ statement: Statement, _ diagnostics: inout Diagnostics) {
        location = statement.location
        guard let prefix = Prefix(statement.keyword, at: location, &diagnostics) else { return nil }
        address = prefix.address
        prefixLength = prefix.length
        var options = OptionScanner<AddressOption>(statement.arguments, at: location)
        let before = diagnostics.errorCount
        while let option = options.next(&diagnostics) { read(option, &options, &diagnostics) }
        checkFamily(&diagnostics)
        guard diagnostics.errorCount == before else { return nil }
    }

    private mutating func read(
        _ option: AddressOption, _ options: inout OptionScanner<AddressOption>, _ diagnostics: inout Diagnostics
    ) {
        switch option {
        case .device:
            device = options.value("an interface", &diagnostics)
                .flatMap { interfaceName($0, at: location, &diagnostics) }
        case .broadcast, .broadcastLong: broadcast = options.broadcast(&diagnostics)
        case .label: label = options.label(&diagnostics)
        case .scope: scope = options.scope(&diagnostics)
        case .preferredLifetime: preferredLifetime = options.lifetime(&diagnostics)
        case .withoutNoDAD: detectsDuplicates = true
        case .noPrefixRoute: makesPrefixRoute = false
        case .noTrack: isTracked = false
        }
    }

    private func checkFamily(_ diagnostics: inout Diagnostics) {
        if address.family == .ipv6 {
            if broadcast != nil {
                diagnostics.error(location, "an IPv6 address has no broadcast address: remove 'brd'")
            }
            if label != nil { diagnostics.error(location, "an IPv6 address has no label: remove 'label'") }
            if scope != nil {
                diagnostics.error(location, "the kernel sets the scope of an IPv6 address: remove 'scope'")
            }
        } else {
            if detectsDuplicates { diagnostics.error(location, "'-nodad' is for IPv6 addresses only") }
            let isComputed = broadcast == .allOnes || broadcast == .allZeros
            if isComputed, prefixLength > 30 {
                diagnostics.error(
                    location, "a /\(prefixLength) has no broadcast address: remove 'brd' or shorten the prefix")
            }
        }
    }
}

/// An address with the length of its prefix, as written; all bits when there is none.
struct Prefix {
    let address: IPAddress
    let length: Int

    init(address: IPAddress, length: Int) {
        self.address = address
        self.length = length
    }

    init?(_ word: String, at location: SourceLocation, _ diagnostics: inout Diagnostics) {
        let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else {
            diagnostics.error(location, "\(quoted(word)) is no IP address with a prefix, as 10.0.0.10/24")
            return nil
        }
        let longest = address.family == .ipv4 ? 32 : 128
        guard let length = parts.count == 1 ? longest : decimal(String(parts[1])), (0...longest).contains(length) else {
            let shown = printable(String(parts[1]))
            diagnostics.error(location, "the prefix of '\(address)' is 0 to \(longest) bits long, not '\(shown)'")
            return nil
        }
        self.address = address
        self.length = length
    }

    /// The address with its host bits all set, or none.
    func withHostBits(_ isSet: Bool) -> IPAddress {
        let bytes = address.bytes.enumerated().map { index, byte in
            let bits = min(8, max(0, length - index * 8))
            let host = UInt8(truncatingIfNeeded: 0xFF >> bits)
            return isSet ? byte | host : byte & ~host
        }
        return IPAddress(bytes: bytes)
    }
}
