import HAProxyConf
import HTTP1

/// A backend's check, worked out once: what is sent, and what must come.
struct CheckPlan {
    enum Step {
        /// nil: as the server's line says.
        case connect(CheckConnection?)
        /// The bytes, and what their answer is read by.
        case send([UInt8], RequestContext)
        case expect(CheckExpectation)
        /// A status from 200 to 399: what a check ends with that says nothing of the last answer.
        case expectSuccess
    }

    let steps: [Step]

    init(_ check: HealthCheck) {
        switch check {
        case .connect: steps = [.connect(nil)]
        case .http(let asked):
            var steps: [Step] = []
            for step in asked {
                switch step {
                case .connect(let connection): steps.append(.connect(connection))
                case .send(let request): steps.append(.send(Self.bytes(of: request), Self.context(of: request)))
                case .expect(let expectation): steps.append(.expect(expectation))
                }
            }
            if case .send? = steps.last { steps.append(.expectSuccess) }
            self.steps = steps
        }
    }

    /// The request as HAProxy 2.6 sends it: names in lower case, `content-length` with a body, and `connection: close`
    /// where it says something (HTTP/1.1). `HAProxyConf` refuses those two among the headers.
    static func bytes(of request: CheckRequest) -> [UInt8] {
        var bytes = request.method + [0x20] + request.uri + Array(" HTTP/1.\(request.minorVersion)\r\n".utf8)
        for header in request.headers {
            let name = header.name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            bytes += name + [0x3A, 0x20] + header.value + [0x0D, 0x0A]
        }
        if !request.body.isEmpty { bytes += Array("content-length: \(request.body.count)\r\n".utf8) }
        if request.minorVersion > 0 { bytes += Array("connection: close\r\n".utf8) }
        return bytes + [0x0D, 0x0A] + request.body
    }

    private static func context(of request: CheckRequest) -> RequestContext {
        let method = Method.allCases.first { $0 != .other && Array($0.spelling.description.utf8) == request.method }
        return RequestContext(method: method ?? .other, version: request.minorVersion > 0 ? .http11 : .http10)
    }
}
