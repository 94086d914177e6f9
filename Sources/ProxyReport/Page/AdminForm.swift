/// What an action of the page came to: the letters of `;st=`.
package enum AdminOutcome: String, Sendable {
    /// The client may not.
    case denied = "DENY"
    case done = "DONE"
    /// The form does not make sense.
    case invalid = "ERRP"
    /// The form is too long.
    case tooLong = "EXCD"
    case nothing = "NONE"
    /// Not for all of the servers.
    case partial = "PART"
    case unknown = "UNKN"
    /// Neither GET, HEAD nor POST.
    case badRequest = "IVAL"

    /// The outcome of an action, from how many servers were named and how many were changed.
    package init(named: Int, changed: Int) {
        if named == 0 {
            self = .nothing
        } else if changed == 0 {
            self = .invalid
        } else {
            self = changed == named ? .done : .partial
        }
    }
}

/// What the page's form can do to servers.
package enum AdminAction: String, Sendable {
    case ready
    case drain
    case maintenance = "maint"
    case disableChecks = "dhlth"
    case enableChecks = "ehlth"
    case forceUp = "hrunn"
    case forceStopping = "hnolb"
    case forceDown = "hdown"
    case shutdownSessions = "shutdown"
    /// The names of old: maintenance and drain, on and off.
    case disable
    case enable
    case stop
    case start
}

/// The form of the page as it is sent: `s=web1&s=web2&action=drain&b=#3`.
package struct AdminForm: Sendable, Equatable {
    /// A backend's name, or `#` and its number.
    package let backend: String
    package let action: AdminAction
    /// Names of servers, in the order of the form.
    package let servers: [String]

    /// Bytes of the longest form.
    package static let limit = 16384

    /// Reads the body of a POST.
    ///
    /// - Returns: the form, or what to tell the client: `invalid` for an unknown action and what cannot be decoded,
    ///   `nothing` where no server, no action or no backend is named.
    package static func parse(_ body: Span<UInt8>) -> Result<AdminForm, Refusal> {
        guard body.count <= limit else { return .failure(Refusal(.tooLong)) }
        var bytes: [UInt8] = []
        for index in 0..<body.count { bytes.append(body[index]) }
        guard let parameters = FormText.parameters(String(decoding: bytes, as: UTF8.self)[...]) else {
            return .failure(Refusal(.invalid))
        }
        // Of several, the last counts.
        let backend = parameters.last { $0.key == "b" }?.value
        let servers = parameters.filter { $0.key == "s" }.compactMap { $0.value }
        guard let word = parameters.last(where: { $0.key == "action" })?.value else {
            return .failure(Refusal(.nothing))
        }
        guard let action = AdminAction(rawValue: word) else { return .failure(Refusal(.invalid)) }
        guard let backend, !servers.isEmpty else { return .failure(Refusal(.nothing)) }
        return .success(AdminForm(backend: backend, action: action, servers: servers))
    }

    /// Why a form is not done.
    package struct Refusal: Error, Sendable, Equatable {
        package let outcome: AdminOutcome

        init(_ outcome: AdminOutcome) { self.outcome = outcome }
    }
}
