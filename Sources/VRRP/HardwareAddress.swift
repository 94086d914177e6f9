import Addresses

extension MutableSpan where Element == UInt8 {
    mutating func write(_ address: HardwareAddress, at index: Int) {
        for offset in 0..<6 { self[index + offset] = address[offset] }
    }
}
