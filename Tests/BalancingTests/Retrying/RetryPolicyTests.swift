import Balancing
import Testing

@Suite("retries, retry-on, option redispatch (configuration.txt §4.2)")
struct RetryPolicyTests {
    private func policy(
        _ conditions: RetryPolicy.Conditions = .connectionFailure, redispatch: Int? = nil, retries: Int = 3,
        connect: Int? = nil
    ) -> RetryPolicy {
        var policy = RetryPolicy()
        policy.conditions = conditions
        policy.redispatchInterval = redispatch
        policy.retries = retries
        policy.connectTimeout = connect.map { .milliseconds($0) }
        return policy
    }

    private func attempt(
        _ done: Int = 0, direct: Bool = false, repeatable: Bool = true, whole: Bool = true, reused: Bool = false,
        running: Bool = true, active: Int = 2
    ) -> RetryPolicy.Attempt {
        RetryPolicy.Attempt(
            retriesDone: done, isDirect: direct, isRepeatable: repeatable, isWhole: whole, reusedConnection: reused,
            serverIsRunning: running, activeServers: active)
    }

    @Test(
        "which failures are tried again",
        arguments: [
            (
                "the default is conn-failure", RetryPolicy.Conditions.connectionFailure, .connectionRefused, true, true,
                true
            ),
            ("conn-failure: any method, nothing was sent", .connectionFailure, .connectionTimeout, false, true, true),
            ("conn-failure, no port left", .connectionFailure, .connectionNotTried, false, true, true),
            ("none", [], .connectionRefused, true, true, false),
            ("only a whole request", .connectionFailure, .connectionRefused, true, false, false),
            ("empty-response", .emptyResponse, .emptyResponse, true, true, true),
            ("empty-response is not the default", .connectionFailure, .emptyResponse, true, true, false),
            ("RFC 9110 §9.2.2: not a POST", .emptyResponse, .emptyResponse, false, true, false),
            ("junk-response", .junkResponse, .junkResponse, true, true, true),
            ("junk-response, POST", .junkResponse, .junkResponse, false, true, false),
            ("response-timeout", .responseTimeout, .responseTimeout, true, true, true),
            ("response-timeout, only part of it left", .responseTimeout, .responseTimeout, true, false, false),
            ("503", .status(503)!, .status(503), true, true, true),
            ("503 is not 500", .status(500)!, .status(503), true, true, false),
            ("503, POST", .status(503)!, .status(503), false, true, false),
            ("200 never", .allRetryableErrors, .status(200), true, true, false),
            ("all-retryable-errors: 504", .allRetryableErrors, .status(504), true, true, true),
            ("all-retryable-errors: not 404", .allRetryableErrors, .status(404), true, true, false),
            ("all-retryable-errors: not 501", .allRetryableErrors, .status(501), true, true, false),
        ] as [(String, RetryPolicy.Conditions, RetryPolicy.Failure, Bool, Bool, Bool)])
    func conditions(
        reason: String, conditions: RetryPolicy.Conditions, failure: RetryPolicy.Failure, repeatable: Bool, whole: Bool,
        isRetried: Bool
    ) {
        let attempt = attempt(repeatable: repeatable, whole: whole)
        let decision = policy(conditions).decide(failure, attempt, .roundRobin)
        #expect((decision != .giveUp) == isRetried)
    }

    @Test("RFC 9112 §9.3.1: a kept connection found closed costs an idempotent request nothing")
    func keptConnection() {
        let decision = policy().decide(.emptyResponse, attempt(reused: true), .roundRobin)
        #expect(decision == .sameServer(after: .zero))
        let post = policy().decide(.emptyResponse, attempt(repeatable: false, reused: true), .roundRobin)
        #expect(post == .giveUp)
    }

    @Test("not more often than retries", arguments: [0, 1, 3])
    func retries(retries: Int) {
        for done in 0...5 {
            let decision = policy(retries: retries).decide(.connectionRefused, attempt(done), .roundRobin)
            #expect((decision == .giveUp) == (done >= retries))
        }
    }

    /// `=` the same server, `>` another one, `.` no more: attempt by attempt.
    @Test(
        "option redispatch, for a request with a cookie",
        arguments: [
            (nil, 3, "===."), (-1, 3, "==>."), (1, 3, ">>>."), (2, 3, "=>=."), (3, 3, "==>."), (-2, 3, "=>=."),
            (-3, 3, ">>>."), (0, 3, "===."), (-4, 3, "===."), (-9, 3, "===."), (-1, 1, ">."), (-1, 0, "."),
        ] as [(Int?, Int, String)])
    func redispatch(interval: Int?, retries: Int, decisions: String) {
        let policy = policy(redispatch: interval, retries: retries)
        let made = (0...retries).map { done -> String in
            switch policy.decide(.connectionTimeout, attempt(done, direct: true), .roundRobin) {
            case .sameServer: "="
            case .anotherServer: ">"
            case .giveUp: "."
            }
        }
        #expect(made.joined() == decisions)
    }

    @Test(
        "with option redispatch it goes elsewhere at once",
        arguments: [
            ("round robin, no cookie", false, true, 2, Algorithm.roundRobin, true),
            ("static-rr", false, true, 2, .staticRoundRobin, true), ("random", false, true, 2, .random(draws: 2), true),
            ("leastconn", false, true, 2, .leastConnections, true), ("first", false, true, 2, .first, true),
            ("hash", false, true, 2, .source, false), ("a cookie", true, true, 2, .roundRobin, false),
            ("one active server", false, true, 1, .roundRobin, false),
            ("a server that is down", true, false, 2, .source, true),
        ] as [(String, Bool, Bool, Int, Algorithm, Bool)])
    func atOnce(reason: String, direct: Bool, running: Bool, active: Int, algorithm: Algorithm, goes: Bool) {
        let attempt = attempt(direct: direct, running: running, active: active)
        let decision = policy(redispatch: -1).decide(.connectionTimeout, attempt, algorithm)
        #expect(decision == (goes ? .anotherServer(after: .zero) : .sameServer(after: .zero)))
        let without = policy().decide(.connectionTimeout, attempt, algorithm)
        #expect(without == .sameServer(after: .zero))
    }

    @Test(
        "the second before a retry at the same server (HAProxy 2.6, src/backend.c)",
        arguments: [
            ("refused", .connectionRefused, nil, false, nil, 2, 1000),
            ("a shorter timeout connect", .connectionRefused, nil, false, 300, 2, 300),
            ("a longer one", .connectionRefused, nil, false, 5000, 2, 1000),
            ("a timeout took its time already", .connectionTimeout, nil, false, nil, 2, 0),
            ("a kept connection", .connectionRefused, nil, true, nil, 2, 0),
            ("another server", .connectionRefused, 1, false, nil, 2, 0),
            ("another server, but there is none", .connectionRefused, 1, false, nil, 1, 1000),
            ("an answer", .status(503), nil, false, nil, 2, 0),
        ] as [(String, RetryPolicy.Failure, Int?, Bool, Int?, Int, Int)])
    func pause(
        reason: String, failure: RetryPolicy.Failure, redispatch: Int?, reused: Bool, connect: Int?, active: Int,
        milliseconds: Int
    ) {
        let policy = policy(.allRetryableErrors, redispatch: redispatch, connect: connect)
        let decision = policy.decide(failure, attempt(reused: reused, active: active), .source)
        let pause = Interval.milliseconds(milliseconds)
        #expect(decision == (redispatch == nil ? .sameServer(after: pause) : .anotherServer(after: pause)))
    }

    @Test(
        "the status codes that retry-on knows",
        arguments: [200, 400, 401, 403, 404, 408, 425, 429, 500, 501, 502, 503, 504, 505] as [UInt16])
    func statusCodes(code: UInt16) {
        let known: Set<UInt16> = [401, 403, 404, 408, 425, 500, 501, 502, 503, 504]
        #expect((RetryPolicy.Conditions.status(code) != nil) == known.contains(code))
    }

    @Test(
        "idempotent methods (RFC 9110 §9.2.2)",
        arguments: [
            ("GET", true), ("HEAD", true), ("OPTIONS", true), ("TRACE", true), ("PUT", true), ("DELETE", true),
            ("POST", false), ("PATCH", false), ("CONNECT", false), ("get", false), ("GETS", false), ("GE", false),
            ("", false),
        ])
    func methods(method: String, isIdempotent: Bool) {
        let bytes = Array(method.utf8)
        #expect(Idempotency.isIdempotent(bytes.span) == isIdempotent)
    }
}
