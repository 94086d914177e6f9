import Glibc

/// An address and port of a name.
struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    private let family: Int32
    private let bytes: [UInt8]
    let description: String

    /// All addresses of a name, in the system's order of preference. May take as long as the name servers do.
    static func resolve(_ address: SSHAddress) throws(SSHError.Reason.Thrown) -> [Endpoint] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(address.host, String(address.port), &hints, &list)
        guard code == 0 else {
            let words = code == EAI_SYSTEM ? SystemError.last().description : unsafe String(cString: gai_strerror(code))
            throw .init(.unresolved(name: address.host, problem: words))
        }
        defer { unsafe freeaddrinfo(list) }
        var endpoints: [Endpoint] = []
        var next = unsafe list
        while let entry = unsafe next {
            if let endpoint = unsafe Endpoint(entry.pointee) { endpoints.append(endpoint) }
            unsafe next = entry.pointee.ai_next
        }
        return endpoints
    }

    private init?(_ info: addrinfo) {
        guard let address = unsafe info.ai_addr else { return nil }
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let code = unsafe getnameinfo(
            address, info.ai_addrlen, &host, socklen_t(host.count), &port, socklen_t(port.count),
            NI_NUMERICHOST | NI_NUMERICSERV)
        guard code == 0, let number = Int(Self.text(port)) else { return nil }
        family = unsafe info.ai_family
        bytes = unsafe Array(UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
        description = SSHAddress(host: Self.text(host), port: number).description
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Connects, in slices of waiting so that `isAbandoned` is noticed.
    func connect(within limit: Duration, isAbandoned: () -> Bool) throws(SystemError) -> Descriptor {
        let deadline = ContinuousClock.now + limit
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let number = socket(family, kind, 0)
        guard number >= 0 else { throw SystemError.last() }
        let socket = Descriptor(owning: number)
        let code = unsafe bytes.withUnsafeBytes { raw in
            unsafe raw.withMemoryRebound(to: sockaddr.self) { address in
                unsafe Glibc.connect(number, address.baseAddress, socklen_t(bytes.count))
            }
        }
        if code != 0 {
            let error = SystemError.last()
            guard error.number == EINPROGRESS else { throw error }
            try Self.awaitConnection(number, deadline, isAbandoned)
        }
        var on: Int32 = 1
        _ = unsafe setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return socket
    }

    private static func awaitConnection(
        _ socket: Int32, _ deadline: ContinuousClock.Instant, _ isAbandoned: () -> Bool
    ) throws(SystemError) {
        while Waiting.forSocket(socket, .output, limit: .milliseconds(50)).isEmpty {
            if ContinuousClock.now >= deadline || isAbandoned() { throw SystemError(number: ETIMEDOUT) }
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { throw SystemError.last() }
        if code != 0 { throw SystemError(number: code) }
    }
}
