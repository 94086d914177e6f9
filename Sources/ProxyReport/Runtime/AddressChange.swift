package import Addresses

/// An address that an operator asks for: `set server … addr 10.0.0.1 port 80`.
package struct AddressChange: Sendable, Equatable {
    package let address: String
    package let port: String?

    package init(address: String, port: String?) {
        self.address = address
        self.port = port
    }

    /// What follows from it.
    ///
    /// - Returns: the endpoint from now on, and HAProxy's report of what was changed or why not.
    package func applied(to current: EndpointAddress) -> (endpoint: EndpointAddress, report: ReportText) {
        guard let new = IPAddress(address) else {
            return (current, "Invalid addr '\(address)' by 'stats socket command'\n")
        }
        var report: ReportText =
            new == current.address
            ? "no need to change the addr" : "IP changed from '\(current.host)' to '\(address)'"
        var endpoint = EndpointAddress(new, port: current.port)
        if let port {
            report.add(", ")
            endpoint = EndpointAddress(new, port: changedPort(port, current.port, &report))
        }
        report.add(" by 'stats socket command'\n")
        return (endpoint, report)
    }

    private func changedPort(_ word: String, _ current: UInt16, _ report: inout ReportText) -> UInt16 {
        guard let (value, _) = Number.split(word), (-65535...65535).contains(value) else {
            report.add("problem converting port '\(word)' to an int")
            return current
        }
        let isOffset = word.utf8.first == UInt8(ascii: "-") || word.utf8.first == UInt8(ascii: "+")
        guard !isOffset, let port = UInt16(exactly: value) else {
            report.add("can't change <port> to port map because it is incompatible with current health check port ")
            report.add("configuration (use 'port' statement from the 'server' directive.")
            return current
        }
        report.add(
            port == current ? "no need to change the port" : "port changed from '\(current)' to '\(port)'")
        return port
    }

    /// Where checks go from now on: `set server … check-port 80`.
    ///
    /// - Returns: what was read (nil is as before), or HAProxy's refusal.
    package static func check(
        address: String?, port: String?
    ) -> Result<(address: IPAddress?, port: UInt16?), CheckRefusal> {
        var result: (address: IPAddress?, port: UInt16?) = (nil, nil)
        if let address {
            guard let new = IPAddress(address) else { return .failure(.address(address)) }
            result.address = new
        }
        if let port {
            guard let (value, rest) = Number.split(port), rest.isEmpty else { return .failure(.notANumber) }
            guard let number = UInt16(exactly: value) else { return .failure(.invalidPort) }
            result.port = number
        }
        return .success(result)
    }

    /// Why checks go where they went.
    package enum CheckRefusal: Error, Sendable, Equatable {
        case address(String)
        case notANumber
        case invalidPort

        /// Without a line end, as HAProxy sends it.
        package var text: String {
            switch self {
            case .address(let text): "invalid addr '\(text)'"
            case .notANumber: "provided port is not an integer"
            case .invalidPort: "provided port is invalid"
            }
        }
    }
}
