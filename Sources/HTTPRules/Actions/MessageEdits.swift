package import HTTP1

/// What rules have changed in one message: of a request, from the frontend's first rule to the backend's last.
package struct MessageEdits: Sendable {
    /// Where the next bytes go that rules make: into free room of the buffer that the message stands in. The caller may
    /// write there too.
    package var writer: HeadWriter
    /// Fields that rules have deleted. Those that are removed only because they are not forwarded can still be tested.
    package internal(set) var deleted = FieldSet()
    /// What `set-path` has made of the target.
    var target: RewrittenTarget?

    /// Where a redirection leads.
    var location: Range<Int>?

    /// - Parameter position: where the free room begins; it goes to the end of the buffer that rules are given.
    package init(writingAt position: Int) { writer = HeadWriter(at: position) }

    /// The request target in origin form, if it is no longer the one that came: for `HeadWriter.requestLine`.
    package var originForm: Range<Int>? {
        target.map { $0.path.lowerBound..<$0.whole.upperBound }
    }
}

/// A request target that a rule wrote: `[scheme://authority]path[?query]`.
struct RewrittenTarget: Sendable {
    var whole: Range<Int>
    /// Up to the first '?'.
    var path: Range<Int>
}
