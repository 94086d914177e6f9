/// `%NAME` of a format.
struct FormatAlias: Sendable {
    let name: String
    let note: String
    let pieces: [FormatPiece]

    static let all = [
        FormatAlias(name: "ci", note: "The client's address.", pieces: [.fetch(.source)]),
        FormatAlias(name: "cp", note: "The client's port.", pieces: [.fetch(.sourcePort)]),
        FormatAlias(name: "fi", note: "The address the client came to.", pieces: [.fetch(.destination)]),
        FormatAlias(name: "fp", note: "The port the client came to.", pieces: [.fetch(.destinationPort)]),
        FormatAlias(name: "f", note: "The frontend.", pieces: [.frontendName]),
        FormatAlias(name: "ft", note: "As %f.", pieces: [.frontendName]),
        FormatAlias(name: "b", note: "The backend.", pieces: [.backendName]),
        FormatAlias(name: "s", note: "The server.", pieces: [.serverName]),
        FormatAlias(name: "H", note: "The host's name.", pieces: [.hostName]),
        FormatAlias(name: "HM", note: "The method.", pieces: [.fetch(.method)]),
        FormatAlias(name: "HP", note: "The path.", pieces: [.fetch(.path)]),
        FormatAlias(name: "HU", note: "The request target.", pieces: [.fetch(.url)]),
        FormatAlias(
            name: "HV", note: "`HTTP/1.1`.", pieces: [.literal(Array("HTTP/".utf8)), .fetch(.requestVersion)]),
    ]

    static let refused = [
        RefusedKeywords(
            "B CC CS HPO HQ ID ST T Ta Tc Td Th Ti Tl Tq Tr Ts Tt Tu Tw U ac bc bi bp bq fc hr hrl hs hsl lc ms o pid r rc "
                + "rt sc si sp sq sslc sslv t tr trg trl ts",
            "of the variables of logs only those of a connection are values")
    ]
}
