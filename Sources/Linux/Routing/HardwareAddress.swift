import Addresses

extension HardwareAddress {
    /// The address in `range`, nil if that is not six bytes long (an InfiniBand link, a tunnel).
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        guard range.count == 6 else { return nil }
        self.init(range.reduce(0) { $0 << 8 | UInt64(bytes[$1]) })
    }
}
