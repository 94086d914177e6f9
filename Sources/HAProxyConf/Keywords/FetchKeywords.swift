/// A sample fetch that clusterd knows (configuration.txt §7.3).
struct FetchKeyword: Sendable {
    /// What its value is, and with that how it can be compared.
    enum Value: Sendable {
        case truth
        case number
        case text
        case address
    }

    /// What stands in parentheses after the name.
    enum Argument: Sendable {
        case none
        /// A header and, after a comma, which one of several.
        case header
        case backend
    }

    let name: String
    let value: Value
    let argument: Argument
    /// When there is such a value.
    let phases: Phases
    let note: String
    let make: @Sendable (HeaderFetch, Int) -> Fetch

    init(
        _ name: String, _ value: Value, _ argument: Argument = .none, in phases: Phases, _ note: String,
        _ make: @escaping @Sendable (HeaderFetch, Int) -> Fetch
    ) {
        (self.name, self.value, self.argument) = (name, value, argument)
        (self.phases, self.note, self.make) = (phases, note, make)
    }
}

/// The moments at which rules look at something.
struct Phases: OptionSet, Sendable {
    let rawValue: UInt8

    static let connection = Phases(rawValue: 1)
    static let request = Phases(rawValue: 2)
    static let response = Phases(rawValue: 4)
    static let all: Phases = [.connection, .request, .response]
}

extension FetchKeyword {
    static let all = [
        FetchKeyword("always_true", .truth, in: .all, "True.") { _, _ in .always(true) },
        FetchKeyword("always_false", .truth, in: .all, "False.") { _, _ in .always(false) },
        FetchKeyword("src", .address, in: .all, "The client's address.") { _, _ in .source },
        FetchKeyword("src_port", .number, in: .all, "The client's port.") { _, _ in .sourcePort },
        FetchKeyword("dst", .address, in: .all, "The address the client came to.") { _, _ in .destination },
        FetchKeyword("dst_port", .number, in: .all, "The port the client came to.") { _, _ in .destinationPort },
        FetchKeyword("nbsrv", .number, .backend, in: .all, "Usable servers of a backend, the own one if none is named.")
        {
            .usableServers(backend: $1)
        },
        FetchKeyword("method", .text, in: .request, "The method.") { _, _ in .method },
        FetchKeyword("path", .text, in: .request, "From the first `/` to the `?`.") { _, _ in .path },
        FetchKeyword("pathq", .text, in: .request, "The path with the query.") { _, _ in .pathAndQuery },
        FetchKeyword("query", .text, in: .request, "What follows the `?`.") { _, _ in .query },
        FetchKeyword("url", .text, in: .request, "The request target as received.") { _, _ in .url },
        FetchKeyword("req.ver", .text, in: .request, "`1.0` or `1.1`.") { _, _ in .requestVersion },
        FetchKeyword("req_ver", .text, in: .request, "As req.ver.") { _, _ in .requestVersion },
        FetchKeyword("req.proto_http", .truth, in: .request, "True in `mode http`.") { _, _ in .always(true) },
        FetchKeyword("req_proto_http", .truth, in: .request, "As req.proto_http.") { _, _ in .always(true) },
        FetchKeyword(
            "hdr", .text, .header, in: [.request, .response],
            "A header, of the request in requests and in ACLs, of the response in formats of responses."
        ) { header, _ in .requestHeader(header) },
        FetchKeyword("req.hdr", .text, .header, in: .request, "A header of the request.") { header, _ in
            .requestHeader(header)
        },
        FetchKeyword("hdr_cnt", .number, .header, in: .request, "How many values it has.") { header, _ in
            .requestHeader(header.with(.count))
        },
        FetchKeyword("req.hdr_cnt", .number, .header, in: .request, "As hdr_cnt.") { header, _ in
            .requestHeader(header.with(.count))
        },
        FetchKeyword("hdr_val", .number, .header, in: .request, "Its value as a number.") { header, _ in
            .requestHeader(header.with(.number))
        },
        FetchKeyword("req.hdr_val", .number, .header, in: .request, "As hdr_val.") { header, _ in
            .requestHeader(header.with(.number))
        },
        FetchKeyword("status", .number, in: .response, "The status.") { _, _ in .status },
        FetchKeyword("res.hdr", .text, .header, in: .response, "A header of the response.") { header, _ in
            .responseHeader(header)
        },
        FetchKeyword("shdr", .text, .header, in: .response, "As res.hdr.") { header, _ in .responseHeader(header) },
        FetchKeyword("res.hdr_cnt", .number, .header, in: .response, "How many values it has.") { header, _ in
            .responseHeader(header.with(.count))
        },
        FetchKeyword("res.hdr_val", .number, .header, in: .response, "Its value as a number.") { header, _ in
            .responseHeader(header.with(.number))
        },
    ]

    static func find(_ name: String) throws(Refusal) -> FetchKeyword {
        for fetch in all where fetch.name == name { return fetch }
        let place = "(a fetch)"
        throw Refusal(unknownOrRefused(name, among: all.map { $0.name }, refused, place))
    }

    /// When a fetch has a value.
    static func phases(of fetch: Fetch) -> Phases {
        switch fetch {
        case .always, .source, .sourcePort, .destination, .destinationPort, .usableServers: .all
        case .method, .path, .pathAndQuery, .query, .url, .requestVersion, .requestHeader: .request
        case .responseHeader, .status: .response
        }
    }
}

extension HeaderFetch {
    fileprivate func with(_ form: Form) -> HeaderFetch {
        HeaderFetch(name: name, occurrence: occurrence, form: form)
    }
}
