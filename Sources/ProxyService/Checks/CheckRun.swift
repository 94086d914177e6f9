import Balancing
import HAProxyConf
import HTTP1

/// One check under way: it takes what happens on its connection, and says what to do next. No socket and no clock in it.
struct CheckRun {
    enum Action: Equatable {
        /// Opens a connection; one that is open is closed first.
        case connect(CheckConnection?)
        case send([UInt8])
        case receive
        case finish(Balancing.CheckStatus, code: Int, text: String)
    }

    private let plan: CheckPlan
    /// The step that is being done.
    private var index = 0
    private var isConnected = false
    private var response: CheckResponse?
    private var scratch = RegularExpression.Scratch()

    init(_ plan: CheckPlan) { self.plan = plan }

    mutating func begin() -> Action { proceed() }

    /// The connection is open, and a PROXY header sent where one is wanted.
    mutating func connected() -> Action {
        isConnected = true
        index += 1
        return proceed()
    }

    /// All of a request has been sent.
    mutating func sent() -> Action {
        index += 1
        return proceed()
    }

    mutating func received(_ bytes: Span<UInt8>) -> Action {
        response?.receive(bytes)
        return judge()
    }

    /// The server has closed the connection.
    mutating func ended() -> Action {
        response?.end()
        return judge()
    }

    /// The connection failed.
    ///
    /// - Parameter words: the error's.
    mutating func failed(_ words: String) -> Action {
        guard isConnected else { return finish(.layer4Connection, words) }
        // A reset right after an answer is usual: then what was read decides.
        if let response, !response.isEmpty { return ended() }
        return finish(.socketError, words)
    }

    func timedOut() -> Action { finish(isConnected ? .layer7Timeout : .layer4Timeout, "") }

    private mutating func proceed() -> Action {
        guard index < plan.steps.count else { return success }
        switch plan.steps[index] {
        case .connect(let connection):
            isConnected = false
            return .connect(connection)
        case .send(let bytes, let context):
            response = CheckResponse(to: context)
            return .send(bytes)
        case .expect, .expectSuccess: return judge()
        }
    }

    /// Goes through the expectations of the response at hand, as far as they can be told.
    private mutating func judge() -> Action {
        guard let response else { return finish(.layer7Response, "") }
        guard case .head(let status) = response.state else {
            return response.state == .invalid ? finish(.layer7Response, "") : .receive
        }
        while index < plan.steps.count, let verdict = verdict(plan.steps[index], response, status) {
            switch verdict {
            case .passed: index += 1
            case .open: return .receive
            case .failed(let result, let text):
                return .finish(result, code: result == .layer7Status ? status : 0, text: text)
            }
        }
        return proceed()
    }

    /// What a step says of the response; nil if it says nothing.
    private mutating func verdict(
        _ step: CheckPlan.Step, _ response: CheckResponse, _ status: Int
    ) -> CheckExpectation.Verdict? {
        switch step {
        case .expect(let expectation): expectation.verdict(on: response, status: status, &scratch)
        case .expectSuccess: (200...399).contains(status) ? .passed : .failed(.layer7Status, response.reason)
        case .connect, .send: nil
        }
    }

    private var success: Action {
        guard let response, case .head(let status) = response.state else { return finish(.layer4Passed, "") }
        return .finish(.layer7Passed, code: status, text: "")
    }

    private func finish(_ status: Balancing.CheckStatus, _ text: String) -> Action {
        .finish(status, code: 0, text: text)
    }
}
