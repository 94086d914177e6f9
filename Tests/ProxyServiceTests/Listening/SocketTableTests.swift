import Addresses
import DataPlane
import HAProxyConf
import Linux
import Testing

@testable import ProxyService

/// On the loopback interface, at ports that the kernel says are free.
struct SocketTableTests {
    private func freePort() throws -> UInt16 {
        let socket = try SocketTable.listen(IPAddress(v4: 0x7F00_0001), 0, takesIPv4: nil, backlog: 1, "a free port")
        return try #require(StreamAddress.local(of: socket.number)).port
    }

    private func listening(_ ports: [UInt16]) throws -> HAProxyConfiguration {
        try configuration(
            defaults + "frontend f\n" + ports.map { "    bind 127.0.0.1:\($0)\n" }.joined())
    }

    private func sockets(_ table: SocketTable, _ configuration: HAProxyConfiguration, threads: Int) -> [[Int32]] {
        (0..<threads).map { table.listeners(of: $0, among: threads, configuration).map { $0.descriptor } }
    }

    @Test("each thread has a socket of its own for each address")
    func threads() throws {
        let configuration = try listening([freePort(), freePort()])
        let table = try SocketTable(configuration, threads: 3, keeping: SocketTable())
        let shares = sockets(table, configuration, threads: 3)
        #expect(shares.map { $0.count } == [2, 2, 2])
        #expect(Set(shares.joined()).count == 6)
        #expect(Set(table.descriptors) == Set(shares.joined()))
    }

    @Test("a reload keeps the sockets of addresses that stay, and opens those of new ones")
    func reload() throws {
        let (stays, goes, comes) = try (freePort(), freePort(), freePort())
        let before = try listening([stays, goes])
        let old = try SocketTable(before, threads: 2, keeping: SocketTable())
        let after = try listening([comes, stays])
        let new = try SocketTable(after, threads: 2, keeping: old)
        let kept = old.listeners(of: 0, among: 2, before)[0].descriptor
        let shares = new.listeners(of: 0, among: 2, after)
        #expect(shares[1].descriptor == kept)
        #expect(!old.descriptors.contains(shares[0].descriptor))
        #expect(Set(old.descriptors).intersection(new.descriptors).count == 2)
    }

    @Test("with fewer threads no socket is closed: what waits in it would be lost")
    func fewerThreads() throws {
        let configuration = try listening([freePort()])
        let old = try SocketTable(configuration, threads: 4, keeping: SocketTable())
        let new = try SocketTable(configuration, threads: 2, keeping: old)
        #expect(sockets(new, configuration, threads: 2).map { $0.count } == [2, 2])
        #expect(Set(new.descriptors) == Set(old.descriptors))
    }

    @Test("with more threads each new one has a socket")
    func moreThreads() throws {
        let configuration = try listening([freePort()])
        let old = try SocketTable(configuration, threads: 1, keeping: SocketTable())
        let new = try SocketTable(configuration, threads: 3, keeping: old)
        #expect(sockets(new, configuration, threads: 3).map { $0.count } == [1, 1, 1])
    }

    @Test("all addresses that cannot be had are told at once, with their lines")
    func problems() throws {
        let configuration = try configuration(
            defaults + "frontend f\n    bind 192.0.2.1:20000\n    bind 192.0.2.1:20001\n")
        let error = #expect(throws: ProxyError.self) {
            _ = try SocketTable(configuration, threads: 1, keeping: SocketTable())
        }
        let lines = try #require(error).description.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines[0].hasPrefix(
                "haproxy.cfg:7: frontend 'f': cannot listen on 192.0.2.1:20000: Cannot assign requested address"))
    }
}
