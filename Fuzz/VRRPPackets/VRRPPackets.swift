import Addresses
import VRRP

/// libFuzzer's entry. The input is a small script: what a virtual router expects, then packets with the time between
/// them. Whatever it says, nothing may trap, and what is checked in `FuzzedRouter` must hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzVRRPPackets(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // The buffer is libFuzzer's and lives until this function returns.
    let buffer = unsafe UnsafeBufferPointer(start: bytes, count: count)
    let input = unsafe buffer.span
    var cursor = FuzzCursor()
    var fuzzed = FuzzedRouter(choice: cursor.byte(of: input))
    while cursor.position < input.count { fuzzed.step(input, &cursor) }
    return 0
}
