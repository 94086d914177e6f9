import CLibSSH2

// The one file that knows libssh2 by its C names: handles become owners, codes become errors.
//
// Every call is made by the thread of its connection, in non-blocking mode. A result of nil or false says "again, when
// bytes have arrived", and the same call has to be made again before another of its kind.

/// What libssh2 says of a call that failed.
struct LibSSH2Error: Error, Hashable, Sendable {
    let code: Int32
    let text: String

    var isDisconnected: Bool {
        [
            LIBSSH2_ERROR_SOCKET_DISCONNECT, LIBSSH2_ERROR_SOCKET_RECV, LIBSSH2_ERROR_SOCKET_SEND,
            LIBSSH2_ERROR_BANNER_RECV, LIBSSH2_ERROR_BANNER_SEND, LIBSSH2_ERROR_BAD_SOCKET,
        ].contains(code)
    }
    var isDeniedRequest: Bool {
        [LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED, LIBSSH2_ERROR_CHANNEL_FAILURE].contains(code)
    }
    var isClosedChannel: Bool { [LIBSSH2_ERROR_CHANNEL_CLOSED, LIBSSH2_ERROR_CHANNEL_EOF_SENT].contains(code) }
    var isKeyExchange: Bool { [LIBSSH2_ERROR_KEX_FAILURE, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE].contains(code) }
    /// The server said no; anything else about a key is a matter of this side.
    var isRefusedLogin: Bool {
        [LIBSSH2_ERROR_AUTHENTICATION_FAILED, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED].contains(code)
    }
    var isUnreadableKey: Bool { [LIBSSH2_ERROR_FILE, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED].contains(code) }
}

/// The host's key as it proved to have it in the key exchange.
struct HostKey: Hashable, Sendable {
    /// As in known-hosts files: `ssh-ed25519`.
    let type: String
    let blob: [UInt8]
    let sha256: [UInt8]
}

@safe struct Session: ~Copyable {
    private let handle: OpaquePointer
    /// Kept alive for the callbacks, which reach it by the session's abstract pointer.
    private let wire: Wire

    /// `libssh2_init` may run once, and not twice at a time.
    fileprivate static let initialized: Int32 = libssh2_init(0)

    init(wire: Wire) throws(LibSSH2Error) {
        let context = unsafe Unmanaged.passUnretained(wire).toOpaque()
        guard Self.initialized == 0,
            let handle = unsafe libssh2_session_init_ex(nil, nil, nil, context)
        else { throw LibSSH2Error(code: LIBSSH2_ERROR_ALLOC, text: "libssh2 cannot be initialised") }
        unsafe self.handle = handle
        self.wire = wire
        unsafe libssh2_session_set_blocking(handle, 0)
        let send: SendCallback = { socket, bytes, count, flags, context in
            unsafe wireOf(context).accept(bytes, count, socket, flags)
        }
        let receive: ReceiveCallback = { socket, bytes, count, flags, context in
            unsafe wireOf(context).receive(bytes, count, socket, flags)
        }
        _ = unsafe libssh2_session_callback_set(
            handle, LIBSSH2_CALLBACK_SEND, unsafeBitCast(send, to: UnsafeMutableRawPointer.self))
        _ = unsafe libssh2_session_callback_set(
            handle, LIBSSH2_CALLBACK_RECV, unsafeBitCast(receive, to: UnsafeMutableRawPointer.self))
        let leave: DisconnectCallback = { _, _, message, count, _, _, context in
            let bytes = unsafe UnsafeBufferPointer(start: message, count: Int(max(count, 0)))
            unsafe wireOf(context).farewell = unsafe String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        _ = unsafe libssh2_session_callback_set(
            handle, LIBSSH2_CALLBACK_DISCONNECT, unsafeBitCast(leave, to: UnsafeMutableRawPointer.self))
    }

    /// The session says nothing more to the host: whoever wants a farewell sends it before.
    deinit {
        wire.sever()
        // Frees channels too. On a severed wire nothing can block; the bound is for a library that thinks otherwise.
        for _ in 0..<8 where unsafe libssh2_session_free(handle) != LIBSSH2_ERROR_EAGAIN { return }
    }

    func error(_ code: Int32) -> LibSSH2Error {
        var text: UnsafeMutablePointer<CChar>?
        let last = unsafe libssh2_session_last_error(handle, &text, nil, 0)
        let words = unsafe text.map { unsafe String(cString: $0) } ?? ""
        return LibSSH2Error(code: code, text: last == code && !words.isEmpty ? words : "libssh2 error \(code)")
    }

    /// Whether a call is finished; an error code throws.
    private func finished(_ code: Int32) throws(LibSSH2Error) -> Bool {
        if code == LIBSSH2_ERROR_EAGAIN { return false }
        guard code >= 0 else { throw error(code) }
        return true
    }

    /// Names the host key types that are accepted, the preferred first.
    func prefer(hostKeyTypes types: [String]) throws(LibSSH2Error) {
        let code = unsafe libssh2_session_method_pref(
            handle, LIBSSH2_METHOD_HOSTKEY, types.joined(separator: ","))
        _ = try finished(code)
    }

    func handshake() throws(LibSSH2Error) -> Bool {
        try finished(unsafe libssh2_session_handshake(handle, wire.number))
    }

    /// The server's name for itself: `SSH-2.0-OpenSSH_9.2p1 Debian-2`.
    var banner: String {
        guard let banner = unsafe libssh2_session_banner_get(handle) else { return "" }
        return unsafe String(cString: banner)
    }

    var hostKey: HostKey? {
        var count = 0
        var type: Int32 = 0
        guard let bytes = unsafe libssh2_session_hostkey(handle, &count, &type),
            let name = unsafe libssh2_session_methods(handle, LIBSSH2_METHOD_HOSTKEY),
            let hash = unsafe libssh2_hostkey_hash(handle, LIBSSH2_HOSTKEY_HASH_SHA256)
        else { return nil }
        return unsafe HostKey(
            type: String(cString: name), blob: Self.bytes(bytes, count), sha256: Self.bytes(hash, 32))
    }

    private static func bytes(_ start: UnsafePointer<CChar>, _ count: Int) -> [UInt8] {
        unsafe UnsafeBufferPointer(start: start, count: count).map(UInt8.init(bitPattern:))
    }

    /// The methods the server would take; empty when it asks for none and the login is done.
    func authenticationMethods(user: String) throws(LibSSH2Error) -> [String]? {
        guard let list = unsafe libssh2_userauth_list(handle, user, UInt32(user.utf8.count)) else {
            if unsafe libssh2_userauth_authenticated(handle) == 1 { return [] }
            return try finished(unsafe libssh2_session_last_errno(handle)) ? [] : nil
        }
        return unsafe String(cString: list).split(separator: ",").map(String.init)
    }

    /// Logs in with a private key as its file holds it.
    func logIn(user: String, privateKey: [UInt8], passphrase: String?) throws(LibSSH2Error) -> Bool {
        let key = privateKey.map(CChar.init(bitPattern:))
        let code = unsafe libssh2_userauth_publickey_frommemory(
            handle, user, user.utf8.count, nil, 0, key, key.count, passphrase)
        return try finished(code)
    }

    func openChannel(window: UInt32) throws(LibSSH2Error) -> Channel? {
        let kind = "session"
        let channel = unsafe libssh2_channel_open_ex(
            handle, kind, UInt32(kind.utf8.count), window, UInt32(LIBSSH2_CHANNEL_PACKET_DEFAULT), nil, 0)
        return unsafe try opened(channel)
    }

    /// A channel that the host connects to `host:port` (RFC 4254 §7.2).
    func openConnection(host: String, port: Int) throws(LibSSH2Error) -> Channel? {
        unsafe try opened(libssh2_channel_direct_tcpip_ex(handle, host, Int32(port), "127.0.0.1", 0))
    }

    private func opened(_ channel: OpaquePointer?) throws(LibSSH2Error) -> Channel? {
        if let channel = unsafe channel { return unsafe Channel(handle: channel, session: handle) }
        let code = unsafe libssh2_session_last_errno(handle)
        if code == LIBSSH2_ERROR_EAGAIN { return nil }
        throw error(code)
    }

    /// Asks the host for an answer, if libssh2's own interval since the last question (2 seconds at least) has passed.
    func keepAlive() throws(LibSSH2Error) {
        var next: Int32 = 0
        unsafe libssh2_keepalive_config(handle, 1, 2)
        _ = try finished(unsafe libssh2_keepalive_send(handle, &next))
    }

    func disconnect() {
        _ = unsafe libssh2_session_disconnect_ex(handle, SSH_DISCONNECT_BY_APPLICATION, "done", "")
    }

    func connectAgent(path: String) -> Agent? { unsafe Agent(session: handle, path: path) }
}

private typealias SendCallback =
    @convention(c) (
        Int32, UnsafeRawPointer?, Int, Int32, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int
private typealias ReceiveCallback =
    @convention(c) (
        Int32, UnsafeMutableRawPointer?, Int, Int32, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int
private typealias DisconnectCallback =
    @convention(c) (
        OpaquePointer?, Int32, UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, Int32,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Void

/// The wire of a session in a callback. `Session` holds it for longer than libssh2 can call.
@inline(__always)
private func wireOf(_ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> Wire {
    guard let context = unsafe context, let pointer = unsafe context.pointee else {
        preconditionFailure("libssh2 called back without the session's context")
    }
    return unsafe Unmanaged<Wire>.fromOpaque(pointer).takeUnretainedValue()
}

extension Wire {
    fileprivate func accept(_ bytes: UnsafeRawPointer?, _ count: Int, _ socket: Int32, _ flags: Int32) -> Int {
        let bytes = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        return unsafe socket == number ? accept(bytes) : AgentSocket.send(bytes, to: socket, isAbandoned)
    }

    fileprivate func receive(_ start: UnsafeMutableRawPointer?, _ count: Int, _ socket: Int32, _ flags: Int32) -> Int {
        let buffer = unsafe UnsafeMutableRawBufferPointer(start: start, count: count)
        return unsafe socket == number ? receive(into: buffer) : AgentSocket.receive(buffer, from: socket, isAbandoned)
    }
}

/// One stream within a session. It must end before its session does.
@safe struct Channel: ~Copyable {
    private let handle: OpaquePointer
    private let session: OpaquePointer

    fileprivate init(handle: OpaquePointer, session: OpaquePointer) {
        unsafe self.handle = handle
        unsafe self.session = session
    }

    /// If libssh2 cannot free it now, it does so with the session.
    deinit { _ = unsafe libssh2_channel_free(handle) }

    enum Stream: Int32 {
        case output = 0
        case errorOutput = 1
    }

    enum Reading {
        case bytes(Int)
        case end
        case again
    }

    private func finished(_ code: Int32) throws(LibSSH2Error) -> Bool {
        if code == LIBSSH2_ERROR_EAGAIN { return false }
        guard code >= 0 else { throw error(code) }
        return true
    }

    private func error(_ code: Int32) -> LibSSH2Error {
        var text: UnsafeMutablePointer<CChar>?
        _ = unsafe libssh2_session_last_error(session, &text, nil, 0)
        return LibSSH2Error(code: code, text: unsafe text.map { unsafe String(cString: $0) } ?? "")
    }

    func execute(_ commandLine: String) throws(LibSSH2Error) -> Bool {
        let request = "exec"
        let code = unsafe libssh2_channel_process_startup(
            handle, request, UInt32(request.utf8.count), commandLine, UInt32(commandLine.utf8.count))
        return try finished(code)
    }

    func read(_ stream: Stream, into buffer: UnsafeMutableRawBufferPointer) throws(LibSSH2Error) -> Reading {
        let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        let count = unsafe libssh2_channel_read_ex(handle, stream.rawValue, start, buffer.count)
        if count == Int(LIBSSH2_ERROR_EAGAIN) { return .again }
        guard count >= 0 else { throw error(Int32(count)) }
        return count == 0 ? .end : .bytes(count)
    }

    /// Writes the beginning of `bytes`, which must begin with the same bytes until some are taken.
    func write(_ bytes: UnsafeRawBufferPointer) throws(LibSSH2Error) -> Int? {
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let count = unsafe libssh2_channel_write_ex(handle, 0, start, bytes.count)
        if count == Int(LIBSSH2_ERROR_EAGAIN) { return nil }
        guard count >= 0 else { throw error(Int32(count)) }
        return count
    }

    func sendEnd() throws(LibSSH2Error) -> Bool { try finished(unsafe libssh2_channel_send_eof(handle)) }

    /// Whether the host has said that it sends no more, and all it sent is read.
    var isAtEnd: Bool { unsafe libssh2_channel_eof(handle) == 1 }

    /// Takes in what the host has sent, for any channel, without reading from this one.
    /// - Returns: Whether the host has ended this channel.
    func pump() throws(LibSSH2Error) -> Bool { try finished(unsafe libssh2_channel_wait_eof(handle)) }

    /// Whether the host has closed the channel; its exit status has then arrived. Only after `isAtEnd`.
    func isClosedByHost() throws(LibSSH2Error) -> Bool { try finished(unsafe libssh2_channel_wait_closed(handle)) }

    /// Closes this side and waits for the other.
    func close() throws(LibSSH2Error) -> Bool { try finished(unsafe libssh2_channel_close(handle)) }

    /// How the command ended. libssh2 1.10 cannot tell a status of 0 from none.
    var ending: CommandResult.Ending {
        var name: UnsafeMutablePointer<CChar>?
        var count = 0
        _ = unsafe libssh2_channel_get_exit_signal(handle, &name, &count, nil, nil, nil, nil)
        if let text = unsafe name {
            let signal = unsafe String(cString: text)
            unsafe libssh2_free(session, text)
            return .signalled(signal)
        }
        return .exited(Int(unsafe libssh2_channel_get_exit_status(handle)))
    }
}

/// A key that an agent signs with.
struct AgentIdentity: Hashable, Sendable {
    let blob: [UInt8]
    let comment: String
}

/// A connection to an authentication agent. It must end before its session does.
@safe struct Agent: ~Copyable {
    private let handle: OpaquePointer

    /// - Returns: nil when no agent answers at `path`.
    fileprivate init?(session: OpaquePointer, path: String) {
        guard let handle = unsafe libssh2_agent_init(session) else { return nil }
        unsafe libssh2_agent_set_identity_path(handle, path)
        // After a failure libssh2 1.10 has closed its socket and does not know: to free the handle would close the same
        // number again, which may be another thread's by then. The handle's few bytes are given up.
        guard unsafe libssh2_agent_connect(handle) == 0 else { return nil }
        unsafe self.handle = handle
    }

    deinit {
        _ = unsafe libssh2_agent_disconnect(handle)
        unsafe libssh2_agent_free(handle)
    }

    func identities() -> [AgentIdentity]? {
        guard unsafe libssh2_agent_list_identities(handle) == 0 else { return nil }
        var identities: [AgentIdentity] = []
        unsafe forEach { entry in
            let blob = unsafe Array(UnsafeBufferPointer(start: entry.blob, count: entry.blob_len))
            let comment = unsafe entry.comment.map { unsafe String(cString: $0) } ?? ""
            identities.append(AgentIdentity(blob: blob, comment: comment))
            return false
        }
        return identities
    }

    /// Visits the listed keys until `body` wants no more.
    private func forEach(_ body: (libssh2_agent_publickey) -> Bool) {
        var entry: UnsafeMutablePointer<libssh2_agent_publickey>?
        while unsafe libssh2_agent_get_identity(handle, &entry, entry) == 0, let found = unsafe entry {
            if unsafe body(found.pointee) { return }
        }
    }

    /// Logs in with one of the listed keys.
    func logIn(user: String, identity: AgentIdentity, session: borrowing Session) throws(LibSSH2Error) -> Bool {
        var entry: UnsafeMutablePointer<libssh2_agent_publickey>?
        while unsafe libssh2_agent_get_identity(handle, &entry, entry) == 0, let found = unsafe entry {
            let blob = unsafe UnsafeBufferPointer(start: found.pointee.blob, count: found.pointee.blob_len)
            guard unsafe blob.elementsEqual(identity.blob) else { continue }
            let code = unsafe libssh2_agent_userauth(handle, user, found)
            if code == LIBSSH2_ERROR_EAGAIN { return false }
            guard code >= 0 else { throw session.error(code) }
            return true
        }
        throw LibSSH2Error(code: LIBSSH2_ERROR_AGENT_PROTOCOL, text: "the agent no longer has the key")
    }
}

/// Compares hashed names of known-hosts files, by way of a collection of libssh2's that holds one of them.
@safe struct HostNameHashes: ~Copyable {
    /// nil, which matches nothing, when there is no memory.
    private let session: OpaquePointer?

    init() {
        unsafe session = Session.initialized == 0 ? libssh2_session_init_ex(nil, nil, nil, nil) : nil
    }

    deinit {
        if let session = unsafe session { _ = unsafe libssh2_session_free(session) }
    }

    /// Whether HMAC-SHA1 of `name` with `salt` is `hash`, both in base 64.
    func match(salt: String, hash: String, name: String) -> Bool {
        guard let session = unsafe session, let collection = unsafe libssh2_knownhost_init(session) else {
            return false
        }
        defer { unsafe libssh2_knownhost_free(collection) }
        // The key is the same on both sides, so that the name decides.
        let key = "AAAA"
        let type = LIBSSH2_KNOWNHOST_KEYENC_BASE64 | LIBSSH2_KNOWNHOST_KEY_SSHRSA
        let added = unsafe libssh2_knownhost_addc(
            collection, hash, salt, key, key.utf8.count, nil, 0, LIBSSH2_KNOWNHOST_TYPE_SHA1 | type, nil)
        guard added == 0 else { return false }
        return unsafe libssh2_knownhost_check(
            collection, name, key, key.utf8.count, LIBSSH2_KNOWNHOST_TYPE_PLAIN | type, nil)
            == LIBSSH2_KNOWNHOST_CHECK_MATCH
    }
}
