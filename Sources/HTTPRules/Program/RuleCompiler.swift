import HAProxyConf
import HTTP1

/// Fills the tables of a `RuleProgram`.
struct RuleCompiler {
    var arena: [UInt8] = []
    var tests: [CompiledTest] = []
    var texts: [ByteSlice] = []
    var numbers: [ClosedRange<Int>] = []
    var networks: [Network] = []
    var expressions: [RegularExpression] = []
    var terms: [CompiledTerm] = []
    var conditions: [CompiledCondition] = []
    var choices: [CompiledChoice] = []
    var rules: [CompiledRule] = []
    var pieces: [CompiledPiece] = []
    var replies: [CompiledReply] = []
    var replyHeaders: [CompiledReplyHeader] = []
    var redirects: [CompiledRedirect] = []
    var pages: [Page] = []
    var pageTables: [PageIndex] = []
    var serverNames: [ByteSlice] = []
    var constants = Constants()

    /// The tests of each ACL of the proxy that is being compiled.
    var acls: [Run] = []

    init(hostName: [UInt8]) {
        constants.hostName = add(hostName)
        constants.noServer = add(Array("<NOSRV>".utf8))
        let firstText = texts.count
        for method in Method.allCases { texts.append(add(method.spelling)) }
        constants.methods = Run(from: firstText, to: texts.count)
        addBuiltInPages()
    }

    mutating func compile(_ frontend: Frontend) -> FrontendRules {
        readACLs(frontend.acls)
        var rules = FrontendRules()
        rules.connection = ChoiceList(
            run: compile(frontend.connectionRules.map { ($0.condition, $0.action == .accept ? 1 : 0) }))
        rules.request = compile(frontend.requestRules)
        rules.response = compile(frontend.responseRules)
        rules.backend = ChoiceList(run: compile(frontend.backendRules.map { ($0.condition, $0.backend) }))
        rules.defaultBackend = frontend.defaultBackend
        rules.ownBackend = frontend.ownBackend
        rules.administration = compile(frontend.statistics)
        rules.name = add(Array(frontend.name.utf8))
        rules.monitorURI = add(frontend.monitorURI ?? [])
        rules.pages = addPageTable(frontend.errorPages)
        return rules
    }

    mutating func compile(_ backend: Backend) -> BackendRules {
        readACLs(backend.acls)
        var rules = BackendRules()
        rules.request = compile(backend.requestRules)
        rules.response = compile(backend.responseRules)
        rules.server = ChoiceList(run: compile(backend.serverRules.map { ($0.condition, $0.server) }))
        rules.administration = compile(backend.statistics)
        rules.name = add(Array(backend.name.utf8))
        let firstServer = serverNames.count
        for server in backend.servers { serverNames.append(add(Array(server.name.utf8))) }
        rules.serverNames = Run(from: firstServer, to: serverNames.count)
        rules.pages = addPageTable(backend.errorPages)
        return rules
    }

    /// Puts bytes into the arena.
    mutating func add(_ bytes: [UInt8]) -> ByteSlice {
        let start = arena.count
        arena += bytes
        return ByteSlice(start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: bytes.count))
    }

    mutating func add(_ text: StaticString) -> ByteSlice { add(text.bytes) }

    private mutating func compile(_ choices: [(Condition?, Int)]) -> Run {
        let start = self.choices.count
        for (condition, choice) in choices {
            let condition = compile(condition)
            self.choices.append(CompiledChoice(condition: condition, choice: UInt32(truncatingIfNeeded: choice)))
        }
        return Run(from: start, to: self.choices.count)
    }

    private mutating func compile(_ statistics: Statistics?) -> ConditionList {
        let start = conditions.count
        for condition in statistics?.adminConditions ?? [] { _ = compile(condition) }
        return ConditionList(run: Run(from: start, to: conditions.count))
    }
}

extension StaticString {
    /// The text's bytes.
    var bytes: [UInt8] {
        precondition(hasPointerRepresentation)
        // The literal has so many bytes, and lives as long as the program.
        return unsafe Array(UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount))
    }
}
