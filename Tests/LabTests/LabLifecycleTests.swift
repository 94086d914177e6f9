import Foundation
import Inventory
import Testing

@testable import Lab

extension WholeLabTests {
    @Suite struct LabLifecycleTests {
        /// A login of its own on one host, and IPv6 on another.
        private func inventory() throws -> Inventory {
            try .example(
                balancers: [.example("server1", "10.0.0.1/24"), .example("server2", "10.0.0.2/24")],
                webServers: [
                    .example("web1", "10.0.0.100/24", ssh: .init(user: "deploy", port: 2222, become: .sudo)),
                    .example("web2", "fd00::200/64"),
                ], virtualAddresses: ["10.0.0.10/24"])
        }

        @Test("four hosts come up ready, and a second up leaves them alone")
        func upTwice() async throws {
            try await TestLab.with("up") { lab in
                let cached = BaseTree(recipe: .standard, cache: lab.paths.cache)
                try await cached.build(for: lab) { _ in }
                try await lab.up(inventory()) { _ in }
                let status = try await lab.status()
                #expect(status.map(\.name) == ["web1", "web2", "server1", "server2"])
                #expect(status.allSatisfy { $0.isRunning && $0.answersSSH })
                let leaders = lab.leaders
                #expect(leaders.count == 4)
                try await lab.up(inventory()) { _ in }
                #expect(lab.leaders == leaders)
            }
        }

        @Test("every host can be logged in to, knows the others, and reaches nothing else")
        func network() async throws {
            try await TestLab.with("net") { lab in
                try await lab.up(inventory()) { _ in }
                #expect(try await lab.ssh("root@10.0.0.1", "hostname; id -u") == "server1\n0")
                #expect(try await lab.ssh("deploy@10.0.0.100", port: 2222, "id -u; sudo -n id -u") == "1000\n0")
                #expect(try await lab.ssh("root@fd00::200", "hostname") == "web2")
                #expect(try await lab.ssh("root@10.0.0.2", "getent hosts web1") == "10.0.0.100      web1")
                #expect(try await lab.ssh("root@10.0.0.2", "systemctl is-system-running --wait") == "running")
                #expect(
                    try await lab.ssh("root@10.0.0.1", "ip -4 route show")
                        == "10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.1")
                let namespace = lab.networkNamespace.name
                #expect(
                    try await TestLab.shell(
                        "ip -n \(namespace) route show default; ip -n \(namespace) -6 route show default") == "")
                let links = try await lab.networkNamespace.interfaces()
                #expect(Set(links) == ["br0", "web1", "web2", "server1", "server2"])
            }
        }

        @Test("packages of a deploy can be installed although there is no network")
        func offlinePackages() async throws {
            try await TestLab.with("apt") { lab in
                try await lab.up(.fourHosts()) { _ in }
                let packages = BaseRecipe.standard.downloaded.joined(separator: " ")
                let plan = try await lab.ssh("root@10.0.0.1", "apt-get install --download-only --yes \(packages)")
                #expect(plan.contains("Need to get 0 B/"))
                _ = try await lab.ssh("root@10.0.0.1", "apt-get install --yes socat")
                #expect(try await lab.ssh("root@10.0.0.1", "command -v socat") == "/usr/bin/socat")
            }
        }

        @Test("exec passes exit codes on, knows the operator's place, and names hosts that do not exist")
        func exec() async throws {
            try await TestLab.with("exec") { lab in
                try await lab.up(.fourHosts()) { _ in }
                #expect(
                    try await lab.exec(host: "web1", command: ["sh", "-c", "test $(hostname) = web1 && exit 7"]) == 7)
                #expect(try await lab.exec(host: "web1", command: ["sh", "-c", "kill -TERM $$"]) == 143)
                #expect(
                    try await lab.exec(host: "web1", command: ["sh", "-c", "test -z \"$CLUSTER_LAB_PROCESS\""]) == 0)
                #expect(
                    try await lab.exec(
                        host: "operator", command: ["sh", "-c", "ip link show br0 >/dev/null && exit 9"])
                        == 9)
                await #expect(
                    throws: LabError.unknownHost("web9", lab: lab.name, known: ["web1", "web2", "server1", "server2"])
                ) { try await lab.exec(host: "web9", command: ["true"]) }
            }
        }

        @Test("a lab that is not up says so")
        func notUp() async throws {
            let lab = try Lab(name: TestLab.name("none"))
            #expect(throws: LabError.notUp(lab: lab.name)) { try lab.access() }
            await #expect(throws: LabError.notUp(lab: lab.name)) { try await lab.status() }
            await #expect(throws: LabError.notUp(lab: lab.name)) { try await lab.exec(host: "web1", command: ["true"]) }
        }

        @Test("another inventory is refused, a host more is added")
        func otherInventory() async throws {
            try await TestLab.with("other") { lab in
                try await lab.up(.fourHosts()) { _ in }
                let leaders = lab.leaders
                await #expect(throws: LabError.self) { try await lab.up(inventory()) { _ in } }
                var more = try Inventory.fourHosts()
                more.webServers.append(WebServer(host: try .example("web3", "10.0.0.201/24")))
                try await lab.up(more) { _ in }
                #expect(lab.leaders.filter { $0.key != "web3" } == leaders)
                #expect(try await lab.ssh("root@10.0.0.1", "getent hosts web3") == "10.0.0.201      web3")
                #expect(try await lab.ssh("root@10.0.0.201", "hostname") == "web3")
            }
        }

        @Test("two labs of one inventory stand side by side")
        func twoLabs() async throws {
            try await TestLab.with("one") { one in
                try await TestLab.with("two") { two in
                    async let first: Void = one.up(.fourHosts()) { _ in }
                    async let second: Void = two.up(.fourHosts()) { _ in }
                    _ = try await (first, second)
                    _ = try await one.ssh("root@10.0.0.1", "touch /root/mark")
                    #expect(try await two.ssh("root@10.0.0.1", "ls /root") == "")
                    try await two.down { _ in }
                    #expect(try await one.ssh("root@10.0.0.1", "ls /root") == "mark")
                }
            }
        }

        @Test("the hosts keep to their limits of memory and processor time")
        func limits() async throws {
            try await TestLab.with("limits") { lab in
                try await lab.up(.fourHosts(), limits: HostLimits(memory: 128 << 20, cpus: 0.5)) { line in
                    #expect(!line.contains("no memory limit") && !line.contains("no cpu limit"), "\(line)")
                }
                // 200 MB at once in a host of 128 MB: killed by the kernel, while the host goes on.
                await #expect(throws: LabError.self) {
                    try await lab.ssh("root@10.0.0.1", "head -c 200M /dev/zero | tail | wc -c && exit $PIPESTATUS")
                }
                // "0m0.512s 0m0.001s": user and system time of a loop that was busy for 2 seconds.
                let times = try await lab.ssh(
                    "root@10.0.0.1", "timeout 2 sh -c 'while :; do :; done'; times | tail -n 1 | tr -d 'ms'")
                let user = try #require(Double(times.split(separator: " ")[0].dropFirst()), "times: \(times)")
                #expect(user < 1.4)
                #expect(try await lab.status().allSatisfy(\.answersSSH))
            }
        }

        @Test("a process that enters the lab reaches the hosts")
        func enter() async throws {
            try await TestLab.with("enter") { lab in
                try await lab.up(.fourHosts()) { _ in }
                let access = try lab.access()
                let isReached = try await withCheckedThrowingContinuation { continuation in
                    Thread.detachNewThread {
                        continuation.resume(
                            with: Result {
                                try access.enter()
                                return SSHBanner.answers(address: "10.0.0.1", port: 22)
                            })
                    }
                }
                #expect(isReached)
                #expect(
                    !SSHBanner.answers(address: "10.0.0.1", port: 22), "the machine's own network has this address too")
            }
        }
    }
}
