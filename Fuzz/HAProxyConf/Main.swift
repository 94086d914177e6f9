/// SwiftPM gives every executable a main function of its own, so libFuzzer's is not linked; this one calls its driver,
/// which reads the usual options: `-max_total_time=600 -max_len=8192 CORPUS`.
@main
enum Main {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
        _ = unsafe runDriver(&count, &arguments, fuzzHAProxyConf)
    }
}

/// `int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*UserCb)(const uint8_t *, size_t))` of
/// libclang_rt.fuzzer. Integers and pointers are passed alike in Swift's and C's calling conventions here.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ argc: UnsafeMutablePointer<CInt>,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
