import KeepalivedConf
import VRRP

/// keepalived.conf from a test's text.
enum Configurations {
    static func load(_ text: String) throws -> KeepalivedConfiguration {
        let files = SourceFiles(
            read: { _, _ in .success(Array(text.utf8)) }, matches: { _ in [] })
        return try KeepalivedConfiguration.load("keepalived.conf", from: files)
    }

    /// One instance with these lines in it.
    static func instance(_ lines: String, addresses: String = "10.0.0.10/24") throws -> Instance {
        let configuration = try load(
            """
            vrrp_instance A {
                interface eth0
                virtual_router_id 51
                \(lines)
                virtual_ipaddress {
                    \(addresses)
                }
            }
            """)
        return configuration.instances[0]
    }
}

extension Instant {
    static let zero = Instant(nanoseconds: 0)
    static func seconds(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1e9)) }
}
