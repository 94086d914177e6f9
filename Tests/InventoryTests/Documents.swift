@testable import Inventory

/// The least that an inventory says.
let leastHosts = """
    version: 1
    balancers: {lb1: 10.0.0.1, lb2: 10.0.0.2}
    web: {web1: 10.0.0.100}
    vips: 10.0.0.10

    """

/// Reads a document as `test.yml` of the folder `/inventory`, where every folder exists whose name is not `missing`.
func read(_ text: String, environment: [String: String] = [:]) throws -> Inventory {
    try read(Array(text.utf8), environment: environment)
}

func read(_ bytes: [UInt8], environment: [String: String] = [:]) throws -> Inventory {
    let surroundings = Surroundings(environment: environment, folder: "/inventory") { path in
        path.hasSuffix("/missing") ? nil : path
    }
    return try Inventory.parse(bytes, file: "test.yml", surroundings: surroundings)
}

/// The rendered problems of a document; empty if it loads.
func problems(_ text: String, environment: [String: String] = [:]) -> [String] {
    problems(Array(text.utf8), environment: environment)
}

func problems(_ bytes: [UInt8], environment: [String: String] = [:]) -> [String] {
    do {
        _ = try read(bytes, environment: environment)
        return []
    } catch let error as InventoryError {
        return error.problems.map(\.description)
    } catch {
        return ["not an InventoryError: \(error)"]
    }
}
