package import Balancing

/// What a thread that carries traffic asks of the rest of the program. The calls come from such a thread, may take a lock
/// and allocate, and must not wait for anything else: they are for requests that are rare.
package struct Hooks: Sendable {
    /// A request for the statistics.
    package struct StatisticsRequest: Sendable {
        /// Whose `stats` it is.
        package enum Place: Sendable {
            case frontend(Int)
            case backend(Int)
        }

        package let place: Place
        package let method: [UInt8]
        /// The target as it came.
        package let target: [UInt8]
        /// The value of Authorization; nil without one.
        package let authorization: [UInt8]?
        /// The content of a POST.
        package let body: [UInt8]
        /// Whether one of the `stats admin` conditions holds.
        package let isAdministrator: Bool
        /// Whether the answer says that the connection goes on.
        package let keepsAlive: Bool
    }

    /// What a client or a server sent, and where it is wrong (`show errors`).
    package struct Malformed: Sendable {
        package let isResponse: Bool
        package let frontend: Int
        /// Nil before one is chosen.
        package let backend: Int?
        package let server: Int?
        package let client: SourceEndpoint
        /// What was read of the message.
        package let bytes: [UInt8]
        /// Which of them is wrong.
        package let position: Int
        /// Bytes of the connection before them.
        package let offset: UInt64
    }

    /// The whole response, from its status line to the end of its content.
    package var statistics: @Sendable (StatisticsRequest) -> [UInt8]
    /// The metrics, without a head (`use-service prometheus-exporter`), for a request's target; nil if it asks for what
    /// there is not.
    package var prometheus: @Sendable ([UInt8]) -> [UInt8]?
    /// What live traffic says of a server with `observe`: backend, index, what happened.
    package var observed: @Sendable (Int, Int, Observation) -> Void
    /// A message that is no HTTP.
    package var malformed: @Sendable (Malformed) -> Void
    /// A line for the log of the process (not an access log line).
    package var warned: @Sendable (String) -> Void

    package init(
        statistics: @escaping @Sendable (StatisticsRequest) -> [UInt8],
        prometheus: @escaping @Sendable ([UInt8]) -> [UInt8]?,
        observed: @escaping @Sendable (Int, Int, Observation) -> Void,
        malformed: @escaping @Sendable (Malformed) -> Void, warned: @escaping @Sendable (String) -> Void
    ) {
        self.statistics = statistics
        self.prometheus = prometheus
        self.observed = observed
        self.malformed = malformed
        self.warned = warned
    }
}
