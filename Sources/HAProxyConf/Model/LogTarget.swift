/// One `log` line: where log lines go, and in which form.
package struct LogTarget: Equatable, Sendable {
    package enum Destination: Hashable, Sendable {
        /// A syslog server.
        case datagram(HostAddress, port: UInt16)
        /// A UNIX datagram socket, as /dev/log. Inside of a chroot the path is that of the new root.
        case unix(path: String)
        case standardOutput
        case standardError
    }

    /// The header of a line.
    package enum Format: Int, Hashable, Sendable {
        /// `<PRI>Mmm dd hh:mm:ss tag[pid]: message` (`format local`, and without `format`).
        case local
        /// `<PRI>Mmm dd hh:mm:ss host tag[pid]: message` (`format rfc3164`).
        case rfc3164
        /// `<PRI>1 timestamp host tag pid - - message` (`format rfc5424`).
        case rfc5424
        /// `<PRI>message`: only the level in front (`format short`).
        case short
        /// Only the message (`format raw`).
        case raw
    }

    package let destination: Destination
    package let format: Format
    /// Bytes of a line with its header, 80 to 65,535; what is longer is cut.
    package let maximumLength: Int
    /// 0 to 23 (RFC 5424 §6.2.1).
    package let facility: UInt8
    /// The least important level that is sent: 0 (emerg) to 7 (debug).
    package let maximumLevel: UInt8
    /// Lines more important than this are sent with this level.
    package let minimumLevel: UInt8
    package let location: SourceLocation
}

/// What a proxy logs, and where.
package struct Logging: Sendable {
    /// The line of a session or request (configuration.txt §8.2).
    package enum LineFormat: Hashable, Sendable {
        /// Only the connection (§8.2.1): neither option is given.
        case standard
        /// `option tcplog`.
        case tcp
        /// `option httplog`.
        case http
    }

    /// `log global` is replaced by what `global` says. Empty: nothing is logged.
    package let targets: [LogTarget]
    /// nil: as `global` says.
    package let tag: String?
    package let format: LineFormat
    /// `option dontlognull`: connections without a byte are not logged.
    package let skipsEmptyConnections: Bool
}
