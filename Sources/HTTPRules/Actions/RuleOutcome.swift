package import HAProxyConf

/// What the rules of a list lead to.
package enum RuleOutcome: Sendable {
    /// The message goes on: to the rules of the next proxy, then to the other side.
    case allow
    /// It is answered with a reply, and counted as denied.
    case deny(ReplyIndex)
    /// It is answered with a reply.
    case reply(ReplyIndex)
    /// It is answered with a redirection, whose location stands in the edits.
    case redirect(RedirectIndex)
    /// A service answers it.
    case service(Service)
    /// A rule had no room for what it writes. HAProxy answers with 500, and for a response with 502.
    case failed
}

/// What `return` or `deny` answers with.
package struct ReplyIndex: BitwiseCopyable, Sendable {
    var number: UInt32
}

/// What `redirect` answers with.
package struct RedirectIndex: BitwiseCopyable, Sendable {
    var number: UInt32
}
