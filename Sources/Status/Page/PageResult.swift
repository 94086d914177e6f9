/// What a VIP answered to one request for its page.
package struct PageResult: Hashable, Sendable, Encodable {
    package enum Outcome: Hashable, Sendable {
        case answered(HTTPResponse)
        /// Why there is no answer, in words.
        case failed(String)
    }

    package var url: String
    /// The host it was asked from, by SSH; nil for this machine.
    package var askedFrom: String?
    package var outcome: Outcome
    /// From the begin of the connection to the end of the answer.
    package var time: Duration

    package init(url: String, askedFrom: String? = nil, outcome: Outcome, time: Duration) {
        self.url = url
        self.askedFrom = askedFrom
        self.outcome = outcome
        self.time = time
    }

    /// Whether the page came: a status of 2xx or 3xx.
    package var isServed: Bool {
        if case .answered(let response) = outcome { (200..<400).contains(response.status) } else { false }
    }

    /// Whether the server has answered that it does not have the page: a status of 4xx (RFC 9110 §15.5).
    package var isRefusal: Bool {
        if case .answered(let response) = outcome { (400..<500).contains(response.status) } else { false }
    }

    /// What came instead of the page, in a few words.
    package var words: String {
        switch outcome {
        case .answered(let response): "it answers with status \(response.status)"
        case .failed(let reason): reason
        }
    }

    private enum CodingKeys: String, CodingKey {
        case url, served, status, title
        case firstBytes = "first_bytes"
        case error
        case askedFrom = "asked_from"
        case milliseconds
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(url, forKey: .url)
        try values.encode(isServed, forKey: .served)
        try values.encodeIfPresent(askedFrom, forKey: .askedFrom)
        try values.encode((time / .microseconds(100)).rounded() / 10, forKey: .milliseconds)
        switch outcome {
        case .answered(let response):
            try values.encode(response.status, forKey: .status)
            try values.encodeIfPresent(response.title, forKey: .title)
            try values.encode(response.beginning, forKey: .firstBytes)
        case .failed(let reason): try values.encode(reason, forKey: .error)
        }
    }
}
