import Addresses
import KeepalivedConf

/// libFuzzer's entry: any bytes are read as keepalived.conf. A trap, an endless loop or unbounded memory is a finding;
/// so are an answer longer than its bounds, and a summary that shows the password.
///
/// The first byte 0x00 splits the input into files that include each other as "0", "1", …; the first is read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKeepalivedConf(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer hands over `count` readable bytes, which are copied before the call returns.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: true).map(Array.init)
    let isSplit = bytes.first == 0
    let files = isSplit ? parts : [bytes]
    let source = SourceFiles(
        read: { path, _ in
            guard let index = Int(path), files.indices.contains(index) else {
                return .failure(SourceFiles.Failure(reason: "No such file or directory"))
            }
            return .success(files[index])
        },
        matches: { _ in files.indices.map(String.init) })
    do throws(ConfigurationFailure) {
        let configuration = try KeepalivedConfiguration.load("0", from: source)
        check(configuration)
    } catch {
        precondition(!error.errors.isEmpty && error.errors.count <= 50 && error.warnings.count <= 50)
        precondition(!error.description.isEmpty)
    }
    return 0
}

/// What the daemon relies on.
private func check(_ configuration: KeepalivedConfiguration) {
    precondition(!configuration.instances.isEmpty && !configuration.summary.isEmpty)
    for instance in configuration.instances {
        precondition((1...255).contains(instance.virtualRouterID) && (1...255).contains(instance.priority))
        precondition((1...255).contains(instance.virtualAddresses.count))
        precondition(instance.virtualAddresses.allSatisfy { $0.address.family == instance.family })
        precondition(instance.advertisementInterval >= .milliseconds(10))
        precondition(instance.password?.bytes.count ?? 8 == 8 && instance.virtualMAC?.address.count ?? 6 == 6)
        precondition(instance.version == .v3 || instance.family == .ipv4)
        precondition(instance.interface.utf8.count <= 15 && instance.gratuitousARP.count >= 1)
    }
    for group in configuration.syncGroups {
        precondition(group.members.allSatisfy { name in configuration.instances.contains { $0.name == name } })
    }
}
