import Addresses
import Foundation
import Glibc

@testable import Linux

/// Who speaks VRRP on a router.
enum Engine: Hashable, Sendable, CaseIterable {
    case clusterd
    case keepalived
}

/// A router of a test's network.
final class Router {
    let number: Int
    let namespace: Namespace
    private let folder: String
    private var kernel: RouteSocket
    private(set) var program: Program?
    private var programs: [Program] = []
    let link: Int32

    init(_ number: Int, _ namespace: Namespace, _ folder: String) throws {
        self.number = number
        self.namespace = namespace
        self.folder = folder
        kernel = try namespace.run { try RouteSocket() }
        guard let link = try kernel.links().first(where: { $0.name == "eth0" }) else { throw Failure("no eth0") }
        self.link = link.index
    }

    // MARK: Files

    var configurationFile: String { "\(folder)/\(number).conf" }
    var socket: String { "\(folder)/\(number).sock" }
    var dataFile: String { "\(folder)/\(number).data" }
    private var logFile: String { "\(folder)/\(number).log" }
    var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }

    func file(_ name: String) -> String { "\(folder)/\(number).\(name)" }

    func write(_ configuration: String) throws {
        try configuration.write(toFile: configurationFile, atomically: true, encoding: .utf8)
    }

    /// A shell script, to be named in a configuration.
    func writeScript(_ name: String, _ body: String) throws -> String {
        let path = file(name)
        try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    // MARK: The program

    /// Starts a daemon with this configuration, or with the one that is there.
    func start(
        _ engine: Engine, _ configuration: String? = nil, prefix: [String] = [], environment: [String] = []
    ) async throws {
        if let configuration { try write(Self.adapted(configuration, to: engine)) }
        let words = prefix + words(engine)
        let program = try await Program.start(words, in: namespace, environment: environment, output: logFile)
        programs.append(program)
        self.program = program
    }

    /// Under SCHED_RR keepalived lets the kernel kill it once it has run for 10 ms without a pause, which a busy machine
    /// brings about; clusterd does not know the keyword.
    private static func adapted(_ configuration: String, to engine: Engine) -> String {
        guard engine == .keepalived else { return configuration }
        return configuration.replacing(
            "vrrp_rt_priority 50", with: "vrrp_rt_priority 50\n    vrrp_rlimit_rttime 10000000")
    }

    private func words(_ engine: Engine) -> [String] {
        switch engine {
        case .clusterd:
            [
                Requirements.clusterd, "vrrp", "-f", configurationFile, "--socket", socket, "--data", dataFile,
                "--debug",
            ]
        case .keepalived:
            [
                "/usr/sbin/keepalived", "-n", "-l", "-D", "-P", "-f", configurationFile, "-p", file("pid"), "-r",
                file("vrrp.pid"),
            ]
        }
    }

    /// Another program on this router.
    func run(_ words: [String]) async throws -> Program {
        let program = try await Program.start(words, in: namespace, output: file("other.log"))
        programs.append(program)
        return program
    }

    /// SIGTERM, and waits for the end.
    @discardableResult
    func stop() async throws -> Script.End {
        guard let program else { throw Failure("nothing runs on router \(number)") }
        program.signal(SIGTERM)
        return try await program.ended()
    }

    /// SIGKILL for the daemon alone, and waits for the end.
    func kill() async throws {
        guard let program else { throw Failure("nothing runs on router \(number)") }
        program.signal(SIGKILL)
        _ = try await program.ended()
    }

    /// `clusterd vrrp` with these words, asking this router's daemon.
    func ask(_ words: String...) async throws -> Program.Result {
        try await Program.run([Requirements.clusterd, "vrrp", "--socket", socket] + words, in: namespace)
    }

    func destroy() {
        for program in programs { program.destroy() }
    }

    // MARK: The kernel

    var isLinkUp: Bool { (try? kernel.links().first { $0.index == link }?.isReady) ?? false }

    var addresses: [AssignedAddress] {
        get throws { try kernel.addresses(of: link) }
    }

    func has(_ address: IPAddress) throws -> Bool { try addresses.contains { $0.address.address == address } }

    /// The address that is written so, as the kernel has it.
    func address(_ text: String) throws -> AssignedAddress {
        guard let found = try addresses.first(where: { "\($0.address)" == text }) else { throw Failure("no \(text)") }
        return found
    }

    /// Changes of addresses from now on.
    func events() throws -> AddressEvents { try AddressEvents(namespace) }
}

/// What the kernel has told of addresses since this was made, in order.
final class AddressEvents {
    private var events: RouteEvents

    init(_ namespace: Namespace) throws {
        events = try namespace.run { try RouteEvents() }
    }

    /// The addresses that were taken away since the last call.
    func removed() throws -> [IPAddress] {
        var removed: [IPAddress] = []
        while let event = try events.next() {
            if case .lost = event { throw Failure("events were lost") }
            if case .addressGone(let gone) = event { removed.append(gone.address.address) }
        }
        return removed
    }
}

extension Router {
    /// What `ip route` says.
    var routes: String {
        get async throws { try await namespace.ask(ip: "route", "show") }
    }

    /// The process that waits for the daemon's end; nil if there is none.
    var guardian: Int32? {
        guard let program else { return nil }
        let children = "/proc/\(program.process)/task/\(program.process)/children"
        let numbers = ((try? String(contentsOfFile: children, encoding: .utf8)) ?? "").split(separator: " ")
        return numbers.compactMap { Int32($0) }.first { number in
            let name = try? String(contentsOfFile: "/proc/\(number)/comm", encoding: .utf8)
            return name?.hasPrefix("clusterd-guard") ?? false
        }
    }

    /// The lines that a script has written.
    func lines(of file: String) -> [String] {
        ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }
}
