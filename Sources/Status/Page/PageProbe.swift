import Addresses
package import Fleet
import Foundation
import Inventory
import Rendering
import SSH

/// Asks for pages: those of the VIPs, and those of single web servers.
package enum PageProbe {
    static let connectLimit = Duration.seconds(1)
    static let limit = Duration.seconds(3)

    /// Asks one VIP from this machine.
    static func ask(_ address: IPAddress, port: Int) async -> (page: PageResult, isConnected: Bool) {
        let start = ContinuousClock.now
        let url = url(address, port: port)
        let request = HTTPResponse.request(host: authority(address, port: port))
        let outcome = await TCPExchange.run(
            address, port: port, sending: request, connectLimit: connectLimit, limit: limit)
        let time = ContinuousClock.now - start
        switch outcome {
        case .success(let bytes):
            return (PageResult(url: url, outcome: parse(bytes), time: time), true)
        case .failure(let failure):
            let page = PageResult(url: url, outcome: .failed("\(failure)"), time: time)
            return (page, failure.isConnected)
        }
    }

    /// Asks one VIP from a host of the cluster, for an operator whose machine has no way to it.
    static func ask(_ address: IPAddress, port: Int, from host: RemoteHost) async -> PageResult {
        let start = ContinuousClock.now
        let request = HTTPResponse.request(host: authority(address, port: port))
        let outcome: PageResult.Outcome
        do {
            outcome = parse(
                try await host.connection.exchange(
                    host: "\(address)", port: port, sending: request, timeout: limit))
        } catch {
            outcome = .failed(reason(error))
        }
        return PageResult(
            url: url(address, port: port), askedFrom: host.name, outcome: outcome, time: ContinuousClock.now - start)
    }

    /// Asks a web server for a page on itself, as the balancers' checks do over the network.
    ///
    /// - Returns: nil where its SSH server forwards no connections, so that nothing can be asked this way.
    package static func ask(_ host: RemoteHost, port: Int, path: String) async -> PageResult? {
        let start = ContinuousClock.now
        let outcome: PageResult.Outcome
        do {
            let request = HTTPResponse.request(host: host.name, path: path)
            outcome = parse(
                try await host.connection.exchange(host: "127.0.0.1", port: port, sending: request, timeout: limit))
        } catch {
            if case .refusedChannel(_, let problem) = error.reason, problem.contains("prohibited") { return nil }
            outcome = .failed(reason(error))
        }
        return PageResult(
            url: "http://\(host.name):\(port)\(path)", askedFrom: host.name, outcome: outcome,
            time: ContinuousClock.now - start)
    }

    private static func reason(_ error: SSHError) -> String {
        switch error.reason {
        case .timeout: "no answer within \(DurationText.text(limit))"
        case .refusedChannel(_, let problem): problem
        default: "\(error)"
        }
    }

    private static func parse(_ bytes: [UInt8]) -> PageResult.Outcome {
        do throws(HTTPResponse.Malformed) {
            return .answered(try HTTPResponse(bytes))
        } catch {
            return .failed(bytes.isEmpty ? "the connection was closed without an answer" : "\(error)")
        }
    }

    static func url(_ address: IPAddress, port: Int, path: String = "/") -> String {
        "http://\(authority(address, port: port))\(path)"
    }

    private static func authority(_ address: IPAddress, port: Int) -> String {
        let host = address.family == .ipv6 ? "[\(address)]" : "\(address)"
        return port == 80 ? host : "\(host):\(port)"
    }
}
