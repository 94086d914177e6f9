extension RetryPolicy {
    /// Whether the configuration and the protocol let it be sent again.
    ///
    /// HAProxy sends any method again that `retry-on` covers, unless `disable-l7-retry` forbids it; "a proxy MUST NOT
    /// automatically retry non-idempotent requests" (RFC 9110 §9.2.2), so nothing else is sent twice here. A connection
    /// that was kept and is found closed says nothing of the request: an idempotent one is sent again whatever
    /// `retry-on` says (RFC 9112 §9.3.1).
    func permits(_ failure: Failure, _ attempt: Attempt) -> Bool {
        switch failure {
        case .connectionRefused, .connectionTimeout, .connectionNotTried:
            return conditions.contains(.connectionFailure) && attempt.isWhole
        case .emptyResponse:
            guard attempt.isWhole, attempt.isRepeatable else { return false }
            return attempt.reusedConnection || conditions.contains(.emptyResponse)
        case .junkResponse: return mayRepeat(attempt, .junkResponse)
        case .responseTimeout: return mayRepeat(attempt, .responseTimeout)
        case .status(let code): return Conditions.status(code).map { mayRepeat(attempt, $0) } ?? false
        }
    }

    private func mayRepeat(_ attempt: Attempt, _ condition: Conditions) -> Bool {
        conditions.contains(condition) && attempt.isWhole && attempt.isRepeatable
    }

    /// Whether the next attempt may go elsewhere: with `option redispatch`, if the server is down, or if it is that
    /// retry's turn; at once if neither a cookie nor a hash binds the request to its server and there are others.
    func redispatches(_ attempt: Attempt, _ algorithm: Algorithm) -> Bool {
        guard let interval = redispatchInterval else { return false }
        if !attempt.serverIsRunning { return true }
        let period = interval > 0 ? interval : retries &+ 1 &+ interval
        if interval != 0, period > 0, (attempt.retriesDone + 1) % period == 0 { return true }
        return !attempt.isDirect && attempt.activeServers > 1 && !algorithm.isHash
    }

    /// "MIN(one second, connect timeout) before retrying" at a server that refused a new connection, if it will be the
    /// same one: what is wrong with it lasts longer than an instant.
    func pause(_ failure: Failure, _ attempt: Attempt, _ redispatches: Bool) -> Interval {
        guard failure == .connectionRefused, !attempt.reusedConnection else { return .zero }
        guard !redispatches || attempt.activeServers <= 1 else { return .zero }
        return min(.seconds(1), connectTimeout ?? .seconds(1))
    }
}

/// Methods that may be sent twice (RFC 9110 §9.2.2: the safe ones, PUT and DELETE).
package enum Idempotency {
    /// Case matters in a method (RFC 9110 §9.1).
    package static func isIdempotent(_ method: Span<UInt8>) -> Bool {
        for name in names where name.utf8CodeUnitCount == method.count {
            if isEqual(method, name) { return true }
        }
        return false
    }

    private static let names: [StaticString] = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]

    private static func isEqual(_ method: Span<UInt8>, _ name: StaticString) -> Bool {
        // A StaticString of ASCII letters has a pointer to as many bytes as it says.
        let letters = unsafe name.utf8Start
        for index in 0..<method.count where unsafe letters[index] != method[index] { return false }
        return true
    }
}
