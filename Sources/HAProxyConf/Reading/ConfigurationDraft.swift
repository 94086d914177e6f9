/// What was written, before the parts are compared with each other.
struct ConfigurationDraft {
    let pages: PageFiles
    let sockets = SocketCount()
    let start: SourceLocation
    var global = GlobalDraft()
    var proxies: [ProxyDraft] = []
    /// Every `defaults`, the last one is in force.
    private var defaults: [ProxyDraft] = []
    private var defaultsByName: [String: Int] = [:]
    /// How a `defaults` with rules is used, by its index.
    private var users: [Int: Section] = [:]
    private var current = Current.nothing
    private var backends: [String: Int] = [:]
    private var backendNames: [String] = []
    private var backendCount = 0

    /// The section that the next line belongs to.
    private enum Current {
        /// There was none yet.
        case nothing
        case global
        case proxy
        case defaults
        /// One that is refused: its lines are not looked at.
        case skipped
    }

    init(files: SourceFiles, start: SourceLocation) { (pages, self.start) = (PageFiles(files), start) }

    mutating func read(_ content: [UInt8], _ environment: [String: String], _ diagnostics: inout Diagnostics) {
        collectBackends(content, environment)
        var reader = StatementReader(path: start.file, content: content, environment: environment)
        while let statement = reader.next(&diagnostics) {
            var arguments = Arguments(statement)
            do throws(Refusal) {
                try read(statement, &arguments)
            } catch {
                diagnostics.error(statement.location, error.message)
                if case .proxy = current { proxies[proxies.count - 1].isFaulty = true }
            }
            for warning in arguments.warnings { diagnostics.warning(statement.location, warning) }
        }
    }

    /// Rules may name backends that come later: their names are read first.
    private mutating func collectBackends(_ content: [UInt8], _ environment: [String: String]) {
        var reader = StatementReader(path: start.file, content: content, environment: environment)
        var ignored = Diagnostics()
        while let statement = reader.next(&ignored) {
            guard Section(rawValue: statement.keyword)?.hasBackend == true else { continue }
            let name = statement.words.count > 1 ? statement.words[1].text : ""
            if backends[name] == nil {
                backends[name] = backendNames.count
            }
            backendNames.append(name)
        }
        backends[""] = nil
    }

    private mutating func read(_ statement: Statement, _ arguments: inout Arguments) throws(Refusal) {
        guard !Section.isName(statement.keyword) else { return try begin(statement, &arguments) }
        guard statement.keyword.utf8.first != UInt8(ascii: ".") else {
            throw Refusal(
                "conditional configuration (\(quoted(statement.keyword))) is not supported by clusterd: write out what "
                    + "it stands for")
        }
        switch current {
        case .nothing:
            let advice = "a section must begin first, as 'global' or 'frontend NAME'"
            let place = "outside of a section"
            throw Refusal(
                unknownOrRefused(statement.keyword, among: Section.allNames, [], place) + " (\(advice))")
        case .skipped: break
        case .global: try global.read(statement, &arguments)
        case .defaults: try defaults[defaults.count - 1].read(statement, &arguments)
        case .proxy: try proxies[proxies.count - 1].read(statement, &arguments)
        }
    }

    /// A line that begins a section.
    private mutating func begin(_ statement: Statement, _ arguments: inout Arguments) throws(Refusal) {
        current = .skipped
        guard let section = Section(rawValue: statement.keyword) else {
            throw Refusal(
                unknownOrRefused(statement.keyword, among: [], Section.refused, "(a section)")
                    + "; its lines are not read")
        }
        switch section {
        case .global:
            current = .global
            try arguments.end()
        case .defaults: try beginDefaults(&arguments)
        case .frontend, .backend, .listen: try beginProxy(section, &arguments)
        }
    }

    private mutating func beginDefaults(_ arguments: inout Arguments) throws(Refusal) {
        current = .defaults
        let name = arguments.peek == "from" ? nil : try? arguments.next("")
        let scope = scope(ownBackend: nil)
        // Whatever is wrong with its head, the section is read.
        defaults.append(
            ProxyDraft(
                .defaults, name: name?.text ?? "", location: arguments.location, scope: scope, defaults: nil))
        let from = try sourceOfDefaults(&arguments)
        try arguments.end()
        let index = defaults.count - 1
        if let from {
            guard !defaults[from].hasRules else {
                throw Refusal("a 'defaults' with rules cannot be the source of another")
            }
            defaults[index] = ProxyDraft(
                .defaults, name: name?.text ?? "", location: arguments.location, scope: scope,
                defaults: defaults[from])
        }
        guard let name else { return }
        if let earlier = defaultsByName.updateValue(index, forKey: name.text) {
            arguments.warn(
                "the 'defaults' \(quoted(name.text)) is already there at \(defaults[earlier].location): from here on "
                    + "the name means this one")
        }
    }

    private mutating func beginProxy(_ section: Section, _ arguments: inout Arguments) throws(Refusal) {
        guard proxies.count < Limit.proxies else {
            throw Refusal("there are more than \(Limit.proxies) sections: this one is not read")
        }
        current = .proxy
        let ownBackend = section.hasBackend ? backendCount : nil
        if section.hasBackend { backendCount += 1 }
        let scope = scope(ownBackend: ownBackend)
        let name = try? arguments.next("")
        proxies.append(
            ProxyDraft(
                section, name: name?.text ?? "", location: arguments.location, scope: scope, defaults: defaults.last))
        guard let name else { throw Refusal("'\(section.rawValue)' wants a name") }
        guard forbiddenByte(in: name.bytes) == nil else { throw forbiddenName(name, section) }
        let from = try sourceOfDefaults(&arguments) ?? (defaults.isEmpty ? nil : defaults.count - 1)
        guard arguments.isAtEnd else {
            throw Refusal("'\(section.rawValue)' takes a name, and 'from' and a 'defaults': addresses stand in 'bind'")
        }
        guard let from else { return }
        proxies[proxies.count - 1] = ProxyDraft(
            section, name: name.text, location: arguments.location, scope: scope, defaults: defaults[from])
        try checkUse(of: from, by: section)
    }

    private func forbiddenName(_ name: Word, _ section: Section) -> Refusal {
        Refusal("the name of a \(section.rawValue) is made of letters, digits and '_.:-', not \(quoted(name.text))")
    }

    private func scope(ownBackend: Int?) -> Scope {
        Scope(
            pages: pages, sockets: sockets, backends: backends, backendNames: backendNames, ownBackend: ownBackend)
    }

    /// `from NAME`.
    private func sourceOfDefaults(_ arguments: inout Arguments) throws(Refusal) -> Int? {
        guard arguments.take("from") else { return nil }
        let name = try arguments.next("the name of a 'defaults' after 'from'")
        if let index = defaultsByName[name.text] { return index }
        let candidates = defaults.prefix(200).map { $0.name }
        throw Refusal("there is no 'defaults' \(quoted(name.text)) above" + hint(name.text, among: candidates))
    }

    /// A `defaults` with rules serves frontends or backends, not both (configuration.txt §4.2, "http-request").
    private mutating func checkUse(of index: Int, by section: Section) throws(Refusal) {
        guard defaults[index].hasRules else { return }
        let place = "the 'defaults' at \(defaults[index].location) has rules"
        guard section != .listen else { throw Refusal("\(place): no 'listen' can use it") }
        guard section != .backend || defaults[index].connectionRules.isEmpty else {
            throw Refusal("\(place) for connections of clients: no 'backend' can use it")
        }
        guard users[index] ?? section == section else {
            throw Refusal("\(place): frontends and backends cannot use it both")
        }
        users[index] = section
    }
}
