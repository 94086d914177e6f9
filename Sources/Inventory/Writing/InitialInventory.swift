/// A new inventory, as `cluster init` writes it: what the operator named, and every other key commented out, with its
/// default.
package struct InitialInventory: Sendable {
    struct NamedAddress: Hashable, Sendable {
        let name: String
        let address: String
    }

    let balancers: [NamedAddress]
    let web: [NamedAddress]
    let vips: [String]
    private(set) var settings: [String: String]
    let schema: String?

    /// Checks the operator's words as the loader would.
    ///
    /// - Parameters:
    ///   - balancers: `NAME=ADDRESS`, or an address, which gets the name `lb1`, `lb2`, …
    ///   - web: `NAME=ADDRESS`, or an address, which gets the name `web1`, `web2`, …
    ///   - vips: Addresses, with or without a prefix.
    ///   - settings: Values of other keys by key path, such as `ssh.user`.
    ///   - schema: Path of the JSON Schema for the editor, from the inventory's folder.
    /// - Throws: `InventoryError` with everything that is wrong, by key path, without a file.
    package init(
        balancers: [String], web: [String], vips: [String], settings: [String: String] = [:], schema: String? = nil
    ) throws(InventoryError) {
        self.balancers = Self.named(balancers, prefix: "lb")
        self.web = Self.named(web, prefix: "web")
        self.vips = vips
        self.settings = settings
        self.schema = schema
        try check()
    }

    /// `NAME=ADDRESS` taken apart; the bare addresses are named by prefix and number.
    private static func named(_ arguments: [String], prefix: String) -> [NamedAddress] {
        arguments.enumerated().map { index, argument in
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return NamedAddress(name: "\(prefix)\(index + 1)", address: argument) }
            return NamedAddress(name: String(parts[0]), address: String(parts[1]))
        }
    }

    private func check() throws(InventoryError) {
        let missing = [("balancer", balancers.isEmpty), ("web server", web.isEmpty), ("VIP", vips.isEmpty)]
            .filter(\.1).map { InventoryError.Problem(message: "no \($0.0) is named; at least one is needed") }
        let repeated = repeats(balancers, "balancers") + repeats(web, "web")
        let known = Set(Inventory.keys.paths)
        let unknown = settings.keys.sorted().filter { !known.contains($0) }
            .map { InventoryError.Problem(keyPath: $0, message: "there is no such key") }
        guard (missing + repeated + unknown).isEmpty else {
            throw InventoryError(problems: missing + repeated + unknown)
        }
        try load()
    }

    /// The map would have the same key twice.
    private func repeats(_ hosts: [NamedAddress], _ path: String) -> [InventoryError.Problem] {
        Dictionary(grouping: hosts, by: \.name).filter { $1.count > 1 }.keys.sorted().map {
            .init(keyPath: path.appending(key: $0), message: "the name of two hosts; each needs its own")
        }
    }

    private func load() throws(InventoryError) {
        // What variables will hold is not known yet: something that is right for the key. Where that is a variable
        // itself, a word will do.
        var known = self
        for (path, value) in settings where value.contains("${") {
            let example = Inventory.keys.value(at: path)?.example
            known.settings[path] = example.flatMap { $0.contains("${") ? "word" : $0 }
        }
        // The folder of the site may be made later, and the file is not anywhere yet.
        let surroundings = Surroundings(
            environment: ["HOME": "/root"], folder: "/inventory", resolveFolder: { $0 })
        do {
            _ = try Inventory.parse(Array(known.text.utf8), file: "inventory.yml", surroundings: surroundings)
        } catch {
            throw InventoryError(problems: error.problems.map { .init(keyPath: $0.keyPath, message: $0.message) })
        }
    }
}
