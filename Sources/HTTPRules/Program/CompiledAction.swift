import HAProxyConf
import HTTP1

/// A part of a format.
struct CompiledPiece: BitwiseCopyable, Sendable {
    enum Kind: UInt8, BitwiseCopyable {
        case literal, fetch
        case frontendName, backendName, serverName, hostName
        /// What a group of the expression matched (`replace-header`).
        case group
    }

    var kind = Kind.literal
    var group: UInt8 = 0
    var literal = ByteSlice()
    var fetch = CompiledFetch()
}

/// A format of a program.
struct CompiledFormat: BitwiseCopyable, Sendable {
    var pieces = Run()
}

/// `HTTPRule` as numbers only.
struct CompiledRule: BitwiseCopyable, Sendable {
    enum Kind: UInt8, BitwiseCopyable {
        case allow, deny, reply, redirect, prometheusExporter
        case setHeader, addHeader, replaceHeader, setPath
        case deleteName, deleteBeginning, deleteEnd, deleteSubstring, deletePattern
    }

    var kind = Kind.allow
    var knownName = FieldName.other
    var condition = ConditionIndex.none
    /// A field's name: to compare with in lower case, to add as written.
    var name = ByteSlice()
    var format = CompiledFormat()
    /// In `expressions`, `replies` or `redirects`, as the kind wants.
    var index: UInt32 = 0
}

/// A rule that only chooses: `use_backend`, `use-server`, `tcp-request connection`.
struct CompiledChoice: BitwiseCopyable, Sendable {
    var condition: ConditionIndex
    /// The backend, the server, or 1 for accept and 0 for reject.
    var choice: UInt32
}

/// `Reply` as numbers only.
struct CompiledReply: BitwiseCopyable, Sendable {
    enum Body: UInt8, BitwiseCopyable {
        case none, literal, format
        /// The page that the proxy has for the status.
        case errorPage
        /// One of `pages`, whatever the proxy has.
        case page
    }

    var status: UInt16 = 0
    var body = Body.none
    var literal = ByteSlice()
    var format = CompiledFormat()
    var contentType = ByteSlice()
    var headers = Run()
    /// With `page`. A reply without any value in it is one too.
    var page = PageIndex(number: 0)
}

/// `hdr` of a reply.
struct CompiledReplyHeader: BitwiseCopyable, Sendable {
    /// As written: in lower case.
    var name: ByteSlice
    var value: CompiledFormat
}

/// `Redirect` as numbers only.
struct CompiledRedirect: BitwiseCopyable, Sendable {
    enum Kind: UInt8, BitwiseCopyable { case location, prefix, scheme }

    var kind = Kind.location
    var code: UInt16 = 302
    var dropsQuery = false
    var appendsSlash = false
    var ignoresEmpty = false
    var format = CompiledFormat()
    var setCookie = ByteSlice()
}
