import Inventory

/// libFuzzer's entry: any bytes are read as an inventory. A trap, an endless loop or unbounded memory is a finding; so is
/// a refusal without a problem, and an inventory without what it must have.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzInventory(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer hands over `count` readable bytes, which are copied before the call returns.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let surroundings = Surroundings(
        environment: ["HOME": "/root", "NAME": "value"], folder: "/inventory", resolveFolder: { $0 })
    do throws(InventoryError) {
        let inventory = try Inventory.parse(bytes, file: "inventory.yml", surroundings: surroundings)
        precondition(!inventory.balancers.isEmpty && !inventory.webServers.isEmpty)
        precondition(!inventory.virtualAddresses.isEmpty)
    } catch {
        precondition(!error.problems.isEmpty)
    }
    return 0
}
