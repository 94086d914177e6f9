import Foundation

@testable import Linux

/// What `clusterd vrrp --status --json` says.
struct StatusReport: Decodable {
    struct Instance: Decodable {
        struct Transition: Decodable {
            let at_ms: Int64
            let from: String
            let to: String
            let reason: String
        }

        let name: String
        let state: String
        let interface: String
        let virtual_router_id: Int
        let version: Int
        let priority: Int
        let effective_priority: Int
        let source: String
        let master: String?
        let master_priority: Int?
        let addresses: [String]
        let faults: String
        let counters: [String: Int]
        let transitions: [Transition]
    }

    let router_id: String
    let file: String
    let process: Int32
    let instances: [Instance]
    let tracked: [String: Bool]
}

extension Router {
    /// What its clusterd says of itself, asked at its socket as `--status --json` asks. It must run.
    var status: StatusReport {
        get throws {
            let connection = try UnixConnection(to: socket, patience: 5)
            try connection.writeAll(Array("status json\n".utf8).span)
            let answer = try connection.readToEnd(limit: 1 << 20)
            guard answer.starts(with: Array("0\n".utf8)) else { throw Failure(String(decoding: answer, as: UTF8.self)) }
            return try JSONDecoder().decode(StatusReport.self, from: Data(answer.dropFirst(2)))
        }
    }

    /// Its only, or first, instance.
    var instance: StatusReport.Instance {
        get throws {
            guard let first = try status.instances.first else { throw Failure("it has no instance") }
            return first
        }
    }

    /// Waits until its first instance is in this state.
    func becomes(_ state: String, within limit: Duration = .seconds(15)) async throws {
        try await eventually("router \(number) is in \(state)", within: limit, every: .milliseconds(2)) {
            (try? instance.state) == state ? () : nil
        }
    }
}
