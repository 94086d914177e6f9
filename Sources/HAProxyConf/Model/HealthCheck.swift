package import Addresses

/// How servers of a backend are checked.
package enum HealthCheck: Sendable {
    /// A connection that opens is enough (the default, and `option tcp-check`).
    case connect
    /// `option httpchk`: at least one step is `send`; a check passes when all steps do. Without an `expect` the status
    /// of a response must be 200 to 399.
    case http([CheckStep])
}

/// One step of an HTTP check, in order.
package enum CheckStep: Sendable {
    /// Opens a connection (and closes the one before). The first step always is this.
    case connect(CheckConnection)
    case send(CheckRequest)
    /// Several in a row look at the same response.
    case expect(CheckExpectation)
}

/// `http-check connect`.
package struct CheckConnection: Equatable, Sendable {
    /// nil: the server's check port.
    package let port: UInt16?
    /// nil: the server's check address.
    package let address: IPAddress?
    package let sendsProxyHeader: Bool
    /// Whether it is closed by FIN; otherwise by RST.
    package let lingers: Bool
}

/// `http-check send`, or what `option httpchk` says.
package struct CheckRequest: Equatable, Sendable {
    package let method: [UInt8]
    package let uri: [UInt8]
    /// Minor version of HTTP/1: 0 or 1.
    package let minorVersion: Int
    package let headers: [HeaderField]
    package let body: [UInt8]
}

/// A header to send: its value may not contain line ends.
package struct HeaderField: Equatable, Sendable {
    package let name: [UInt8]
    package let value: [UInt8]
}

/// `http-check expect`.
package struct CheckExpectation: Sendable {
    package enum Test: Sendable {
        case status([ClosedRange<Int>])
        /// The status as three digits.
        case statusPattern(RegularExpression)
        case body([UInt8])
        case bodyPattern(RegularExpression)
    }

    package let isNegated: Bool
    package let test: Test
    /// Shown as the reason of a failure; nil: made from the test.
    package let comment: String?
}
