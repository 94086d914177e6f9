import Foundation
import Testing

@testable import KeepalivedConf

/// The keepalived.conf that `cluster` renders is one that clusterd takes without a word.
struct GoldenFilesTests {
    static let files: [String] = {
        let folder = repository.appending(path: "Tests/RenderingTests/Golden").path(percentEncoded: false)
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix("/keepalived.conf") }.sorted().map { folder + "/" + $0 }
    }()

    @Test("there are rendered files to load")
    func present() { #expect(Self.files.count >= 2) }

    @Test("a rendered file is loaded without a warning", arguments: files)
    func loaded(_ path: String) throws {
        let configuration = try KeepalivedConfiguration.load(path)
        #expect(configuration.warnings == [])
        #expect(configuration.instances.count == 1)
        #expect(configuration.scripts[0].command.arguments == ["/usr/bin/pgrep", "-x", "haproxy"])
        #expect(configuration.scripts[0].command.user?.user == "root")
        #expect(configuration.instances[0].tracking.scripts.map(\.name) == ["proxy"])
    }

    /// What the template renders for both families, unicast and passwords.
    private static let dual = """
        global_defs {
            router_id dual-0123456789ab
            enable_script_security
            script_user root
        }
        vrrp_script proxy {
            script "/usr/bin/pgrep -x haproxy"
            interval 1
            timeout 1
            rise 2
            fall 2
        }
        vrrp_sync_group dual {
            group {
                dual
                dual-ipv6
            }
        }
        vrrp_instance dual {
            state BACKUP
            interface eth0
            version 2
            virtual_router_id 51
            priority 101
            advert_int 1
            nopreempt
            authentication {
                auth_type PASS
                auth_pass s3cr3t
            }
            unicast_src_ip 10.0.0.1
            unicast_peer {
                10.0.0.2
            }
            virtual_ipaddress {
                10.0.0.10/24 dev eth0
            }
            track_script {
                proxy
            }
        }
        vrrp_instance dual-ipv6 {
            state BACKUP
            interface eth0
            version 3
            virtual_router_id 51
            priority 101
            advert_int 0.1
            preempt_delay 5
            virtual_ipaddress {
                fd00::10/64 dev eth0
            }
            track_script {
                proxy
            }
        }

        """

    @Test("all that the template can render is taken, and summed up in a line each")
    func dualFamily() throws {
        let configuration = try load(Self.dual)
        #expect(configuration.warnings == [])
        #expect(
            configuration.summary == """
                k.conf: 2 instances, 1 sync group, 1 script
                router 'dual-0123456789ab', scripts run as root, script security
                script 'proxy': /usr/bin/pgrep -x haproxy as root, every 1 s, timeout 1 s, rise 2, fall 2, a failure is a fault
                sync group 'dual': 'dual', 'dual-ipv6'
                instance 'dual': VRRP version 2, IPv4 on eth0, virtual router 51, priority 101, starts as BACKUP, adverts \
                every 1 s by unicast to 10.0.0.2, from 10.0.0.1, with a password, no preemption, tracks proxy
                    10.0.0.10/24 on eth0
                instance 'dual-ipv6': VRRP version 3, IPv6 on eth0, virtual router 51, priority 101, starts as BACKUP, \
                adverts every 0.1 s by multicast to ff02::12, preempts after 5 s, tracks proxy
                    fd00::10/64 on eth0
                """)
    }
}
