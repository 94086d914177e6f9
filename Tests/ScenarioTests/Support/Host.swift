import Foundation
import Lab
import Subprocess
import Testing

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A host of the lab, looked into by ways other than the product's own.
struct Host: Sendable {
    let name: String
    var lab = ScenarioLab.name

    init(_ name: String, lab: String = ScenarioLab.name) {
        self.name = name
        self.lab = lab
    }

    /// What a root shell in the host says, on standard output and standard error.
    @discardableResult
    func shell(_ script: String) async throws -> String {
        try await Subprocess.run(
            .path(.init(Cluster.program)), arguments: ["lab", "exec", "--name", lab, name, "--", "sh", "-s"],
            input: .string("exec 2>&1\n" + script), output: .string(limit: 8 << 20)
        ).standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Whether the host has this address now.
    func holds(_ address: String) async throws -> Bool {
        try await shell("ip -o addr show").contains(" \(address)/")
    }

    func read(_ file: String) async throws -> String { try await shell("cat \(file)") }

    /// Everything that a deploy manages: files with mode, owner and hash; units; kernel parameters; what the running
    /// proxy says of itself.
    func state() async throws -> String {
        try await shell(
            """
            cd /
            for folder in etc/haproxy etc/keepalived etc/apache2 etc/varnish etc/default etc/sysctl.d \\
                etc/systemd/system/varnish.service.d var/www var/www/cluster/; do
                [ -e "$folder" ] || continue
                # The site's link leads to another copy each time; what counts is in the copy.
                find "$folder" ! -path var/www/cluster -printf '%p %y %m %u:%g %f\\n' | sort
                find "$folder" -type f -exec sha256sum {} + | sort
            done
            for unit in apache2 varnish haproxy keepalived; do
                # Varnish counts as failed when it is stopped: not running is not running.
                systemctl show -p ActiveState -p UnitFileState "$unit" | sed s/failed/inactive/ | tr '\\n' ' '
                echo "$unit $(cat /var/lib/cluster/applied/$unit 2>/dev/null)"
            done
            cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/ip_nonlocal_bind
            echo 'show info' | socat -t2 - UNIX-CONNECT:/run/haproxy/admin.sock 2>/dev/null | grep '^description'
            :
            """)
    }
}

extension [Host] {
    static var all: [Host] { InventoryFolder.hosts.map { Host($0) } }
    static var balancers: [Host] { InventoryFolder.balancers.map { Host($0) } }

    /// The state of each host, by name.
    func states() async throws -> [String: String] {
        try await withThrowingTaskGroup(of: (String, String).self) { group in
            for host in self { group.addTask { (host.name, try await host.state()) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// Lines of the hosts' states that are not as they were; empty where all is.
    func changes(since before: [String: String]) async throws -> [String] {
        try await states().sorted { $0.key < $1.key }.flatMap { name, state in
            let (old, new) = ((before[name] ?? "").split(separator: "\n"), state.split(separator: "\n"))
            return old.filter { !new.contains($0) }.map { "\(name) - \($0)" }
                + new.filter { !old.contains($0) }.map { "\(name) + \($0)" }
        }
    }

    /// Names of those that hold an address.
    func holders(of address: String = "10.0.0.10") async throws -> [String] {
        var names: [String] = []
        for host in self where try await host.holds(address) { names.append(host.name) }
        return names
    }
}

extension Cluster {
    /// Waits until the page comes through the VIP and from both web servers, and the VIP is where it belongs.
    func serves(
        _ page: String? = nil, holder: String = "server1", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let text = page ?? (try? String(contentsOfFile: "\(inventory.path)/site/index.html", encoding: .utf8)) ?? ""
        try await eventually("the VIP is on \(holder) alone", sourceLocation: sourceLocation) {
            try await [Host].balancers.holders() == [holder]
        }
        for address in ["10.0.0.10", "10.0.0.100", "10.0.0.200"] {
            try await eventually("\(address) serves the page", sourceLocation: sourceLocation) {
                await Client(address: address).get() == .success(Client.Reply(status: 200, body: text))
            }
        }
    }
}
