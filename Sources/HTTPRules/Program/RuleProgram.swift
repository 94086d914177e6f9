package import HAProxyConf

/// The rules of all proxies of a configuration, compiled to flat tables: what a rule names is a number, and what it says
/// stands in one arena of bytes.
///
/// Made once when a configuration is loaded, and only read after that: any number of threads may do so. Nothing that is
/// done for a request allocates, copies a table or counts references.
package struct RuleProgram: ~Copyable, Sendable {
    /// In the order of the configuration's.
    package let frontends: [FrontendRules]
    package let backends: [BackendRules]

    let arena: [UInt8]
    let tests: [CompiledTest]
    let texts: [ByteSlice]
    let numbers: [ClosedRange<Int>]
    let networks: [Network]
    let expressions: [RegularExpression]
    let terms: [CompiledTerm]
    let conditions: [CompiledCondition]
    let choices: [CompiledChoice]
    let rules: [CompiledRule]
    let pieces: [CompiledPiece]
    let replies: [CompiledReply]
    let replyHeaders: [CompiledReplyHeader]
    let redirects: [CompiledRedirect]
    let pages: [Page]
    /// The page for each of `ErrorPage.statuses`, for each proxy that has its own; the first are those built in.
    let pageTables: [PageIndex]
    let serverNames: [ByteSlice]
    let constants: Constants

    /// Compiles the rules of a configuration.
    ///
    /// - Parameter hostName: what `%H` says.
    package init(_ configuration: HAProxyConfiguration, hostName: [UInt8]) {
        self.init(frontends: configuration.frontends, backends: configuration.backends, hostName: hostName)
    }

    package init(frontends: [Frontend], backends: [Backend], hostName: [UInt8]) {
        var compiler = RuleCompiler(hostName: hostName)
        self.frontends = frontends.map { compiler.compile($0) }
        self.backends = backends.map { compiler.compile($0) }
        arena = compiler.arena
        tests = compiler.tests
        texts = compiler.texts
        numbers = compiler.numbers
        networks = compiler.networks
        expressions = compiler.expressions
        terms = compiler.terms
        conditions = compiler.conditions
        choices = compiler.choices
        rules = compiler.rules
        pieces = compiler.pieces
        replies = compiler.replies
        replyHeaders = compiler.replyHeaders
        redirects = compiler.redirects
        pages = compiler.pages
        pageTables = compiler.pageTables
        serverNames = compiler.serverNames
        constants = compiler.constants
    }
}

/// Constants of the arena.
struct Constants: BitwiseCopyable, Sendable {
    var hostName = ByteSlice()
    /// `<NOSRV>`: `%s` before a server is chosen.
    var noServer = ByteSlice()
    /// How methods are spelt, in the order of their numbers.
    var methods = Run()
}

/// `http-request` or `http-response` of one proxy, in order.
package struct RuleList: BitwiseCopyable, Sendable {
    var run = Run()

    /// Whether there is nothing to do.
    @inline(__always)
    package var isEmpty: Bool { run.isEmpty }
}

/// `use_backend`, `use-server` or `tcp-request connection` of one proxy, in order.
package struct ChoiceList: BitwiseCopyable, Sendable {
    var run = Run()

    /// Whether there is nothing to choose by.
    @inline(__always)
    package var isEmpty: Bool { run.isEmpty }
}

/// What a frontend does by rules.
package struct FrontendRules: BitwiseCopyable, Sendable {
    package internal(set) var connection = ChoiceList()
    package internal(set) var request = RuleList()
    package internal(set) var response = RuleList()
    package internal(set) var backend = ChoiceList()
    /// `default_backend`: the last resort of `backend`.
    package internal(set) var defaultBackend: Int?
    /// The other side of a `listen`: its request and response rules are the same, and run once.
    package internal(set) var ownBackend: Int?
    /// `stats admin`.
    package internal(set) var administration = ConditionList()
    var name = ByteSlice()
    var monitorURI = ByteSlice()
    var pages = PageTable()

    /// Whether `monitor-uri` is set.
    @inline(__always)
    package var isMonitored: Bool { !monitorURI.isEmpty }
}

/// What a backend does by rules.
package struct BackendRules: BitwiseCopyable, Sendable {
    package internal(set) var request = RuleList()
    package internal(set) var response = RuleList()
    package internal(set) var server = ChoiceList()
    /// `stats admin`.
    package internal(set) var administration = ConditionList()
    var name = ByteSlice()
    /// In `serverNames`.
    var serverNames = Run()
    var pages = PageTable()
}

/// Conditions of which one is enough.
package struct ConditionList: BitwiseCopyable, Sendable {
    var run = Run()
}
