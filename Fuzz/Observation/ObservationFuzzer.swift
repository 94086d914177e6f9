import Observation

/// libFuzzer's entry: any bytes are read as a host's answer, and as what its haproxy and keepalived say. Nothing that a
/// host says may end the program.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzObservation(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer hands over `count` readable bytes, which are copied before the call returns.
    let text = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    _ = try? ObservationParser.parse(text + "\nend\n")
    _ = KeepalivedRuntime(data: text)
    _ = HAProxyRuntime(info: text, stat: text)
    return 0
}
