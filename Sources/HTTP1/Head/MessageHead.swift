/// The head of one message, read in place: everything in it is a number or a place in the caller's buffer.
///
/// It has about 6 KiB of tables, so a thread makes one and uses it again for every message. Places count from the start of
/// the bytes that were parsed; whoever moves those bytes must parse again.
///
/// Reading takes time in proportion to the bytes, and allocates nothing. It refuses all that two readers could take for
/// two different messages; see `Refusal.Reason`.
@usableFromInline
package struct MessageHead: ~Copyable {
    /// How many fields a message may have: as HAProxy's tune.http.maxhdr.
    package static let maximumFields = 101
    /// How many fields there can be with those that are appended.
    package static let fieldCapacity = 128
    /// The longest head, and the end of all places.
    package static let maximumLength = 65_535

    // What is kept is small: a function that takes a head and does not change it is given a copy of all this.
    let knownNames = KnownNames()
    let knownMethods = KnownMethods()
    var fields = FixedStorage(repeating: Field(), count: MessageHead.fieldCapacity)
    var facts = Facts()

    package init() {}

    /// Everything but the fields.
    struct Facts: Equatable, BitwiseCopyable {
        var removed = FieldSet()
        var edited = FieldSet()
        /// Bit by bit the numbers of the known names that occur, removed or not.
        var occurring: UInt64 = 0
        var contentLength: UInt64 = 0
        var framing = BodyFraming.none

        var start: UInt16 = 0
        var fieldsStart: UInt16 = 0
        var fieldsEnd: UInt16 = 0
        var status: UInt16 = 0
        var methodPlace = Place()
        var targetPlace = Place()
        var pathPlace = Place()
        var queryPlace = Place()
        var authorityPlace = Place()
        var reasonPlace = Place()

        var fieldCount: UInt8 = 0
        var parsedFieldCount: UInt8 = 0
        var hostField = FieldIndex(nil)
        var contentLengthField = FieldIndex(nil)
        var transferEncodingField = FieldIndex(nil)
        var options = ConnectionOptions()
        var version = Version.http11
        var method = Method.other
        var form = TargetForm.origin
        var upgrade = Upgrade.none
        var hasQuery = false
        var hasAuthority = false
        var persists = false
        var expectsContinue = false
        var acceptsTrailers = false
    }
}

extension MessageHead {
    /// How many fields there are, with those that were appended.
    package var fieldCount: Int { Int(facts.fieldCount) }
    /// How many fields the message came with.
    package var parsedFieldCount: Int { Int(facts.parsedFieldCount) }
    /// Fields that are not to be forwarded: hop-by-hop ones (RFC 9110 §7.6.1), and what was removed since.
    package var removed: FieldSet { facts.removed }
    /// Fields that do not stand in the buffer as they are to be written.
    package var edited: FieldSet { facts.edited }

    /// Where the start line begins: 0, or 2 after an empty line.
    package var start: Int { Int(facts.start) }
    /// Where the first field line begins.
    package var fieldsStart: Int { Int(facts.fieldsStart) }
    /// Where the last field line has ended, and the empty line begins.
    package var fieldsEnd: Int { Int(facts.fieldsEnd) }

    package var version: Version { facts.version }
    package var framing: BodyFraming { facts.framing }
    /// Whether the connection may carry another message after this one, as far as this one says (RFC 9112 §9.3).
    package var persists: Bool { facts.persists }
    /// What the connection changes to: asked by a request, done by a response with status 101, offered by one with 426.
    /// Unless it is `.none`, the fields named Upgrade are not among the removed, and `Connection: upgrade` must be written.
    package var upgrade: Upgrade { facts.upgrade }

    /// The field Content-Length.
    package var contentLengthField: Int? { facts.contentLengthField.index }
    /// The field Transfer-Encoding. It is not among the removed, so that chunked content may be forwarded as it comes.
    package var transferEncodingField: Int? { facts.transferEncodingField.index }
}

/// What is known of a request.
extension MessageHead {
    package var method: Method { facts.method }
    package var methodRange: Range<Int> { facts.methodPlace.range }
    package var target: Range<Int> { facts.targetPlace.range }
    package var form: TargetForm { facts.form }
    /// The target's path. Empty in authority and asterisk form, and where an absolute form has none: then it means `/`.
    package var path: Range<Int> { facts.pathPlace.range }
    /// The target's query, without its question mark.
    package var query: Range<Int>? { facts.hasQuery ? facts.queryPlace.range : nil }
    /// Host, as `host[:port]`: the field's value, or the authority of the target where it has one, which goes before the
    /// field (RFC 9112 §3.2.2): the field then has that value too.
    package var authority: Range<Int>? { facts.hasAuthority ? facts.authorityPlace.range : nil }
    /// The field Host. Only HTTP/1.0 may lack it.
    package var hostField: Int? { facts.hostField.index }
    /// Whether the client waits for 100 before it sends the content (RFC 9110 §10.1.1).
    package var expectsContinue: Bool { facts.expectsContinue }
    /// Whether TE says that trailers are welcome (RFC 9110 §10.1.4). The field itself is hop-by-hop.
    package var acceptsTrailers: Bool { facts.acceptsTrailers }
    /// What must be kept of the request to read its response.
    package var context: RequestContext {
        RequestContext(method: facts.method, version: facts.version, upgrade: facts.upgrade)
    }
}

/// What is known of a response.
extension MessageHead {
    /// 100...999.
    package var status: Int { Int(facts.status) }
    /// The reason phrase, which may be empty.
    package var reason: Range<Int> { facts.reasonPlace.range }
    /// Whether another response follows for the same request (RFC 9110 §15.2). After 101 none does.
    package var isInterim: Bool { facts.status >= 100 && facts.status < 200 && facts.status != 101 }
}
