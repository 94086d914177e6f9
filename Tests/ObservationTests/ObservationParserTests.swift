import Addresses
import Foundation
import Inventory
import Rendering
import Testing

@testable import Observation

@Suite("A host's answer")
struct ObservationParserTests {
    private func parse(_ lines: String...) throws -> HostObservation {
        try ObservationParser.parse((lines + ["end"]).joined(separator: "\n") + "\n")
    }

    private func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    @Test("that breaks off is an error, which quotes where", arguments: ["", "user\t0\nmachine\tx", "end\nuser\t0"])
    func incomplete(output: String) {
        #expect(throws: ObservationParser.Incomplete.self) { try ObservationParser.parse(output) }
        let last = output.split(separator: "\n").last ?? ""
        #expect(ObservationParser.Incomplete(lastLine: String(last)).description.contains("\"\(last)\""))
    }

    @Test("may have a login banner before it, and lines that nobody knows")
    func banner() throws {
        #expect(try parse("Welcome to web1!", "\t\t", "user", "user\t0", "future\tx").isRoot)
    }

    @Test(
        "tells entries of the site whose owner or mode was altered: such a file has no hash, such a folder is not there"
    )
    func alteredEntries() throws {
        let hash = String(repeating: "a", count: 64)
        let observed = try parse(
            "site\t\(encoded("/var/lib/cluster/site/1"))", "entry\tdirectory\t.", "entry\tdirectory\t./css",
            "entry\tdirectory\t./img", "entry\taltered\t./css", "entry\taltered\t./index.html",
            "entry\tfile\t\(hash)  ./index.html", "entry\tfile\t\(hash)  ./style.css")
        #expect(
            observed.site
                == .present(
                    target: "/var/lib/cluster/site/1", files: ["index.html": "altered", "style.css": hash],
                    directories: ["img"], others: []))
    }

    @Test("tells the machine")
    func machine() throws {
        let observed = try parse(
            "user\t1000", "os\tdebian\t12\tDebian GNU/Linux 12 (bookworm)",
            "machine\tx86_64\t6.1.0-18\t2\t120.53 200.1",
            "memory\tMemTotal\t1000000", "memory\tMemAvailable\t600000", "disk\t/dev/vda1\t8000\t4000\t/",
            "disk\t/dev/vda1\t8000\t4000\t/", "raid\t\(encoded("md0 : active raid1 a b\n x [2/1] [U_]\n"))",
            "lacks\tsystemd")
        #expect(!observed.isRoot)
        #expect(observed.operatingSystem.id == "debian")
        #expect(observed.machine.cores == 2)
        #expect(observed.machine.uptime == 120)
        #expect(observed.machine.memoryKiB == 1_000_000)
        #expect(observed.machine.availableMemoryKiB == 600_000)
        #expect(observed.machine.disks.map(\.mountPoint) == ["/"])
        #expect(observed.machine.raids.map(\.isDegraded) == [true])
        #expect(observed.lacks == ["systemd"])
    }

    @Test("tells a container's limits, which are the machine's means")
    func limits() throws {
        let memory = ["memory\tMemTotal\t1000000", "memory\tMemAvailable\t600000"].joined(separator: "\n")
        let limited = try parse(
            memory, "machine\tx\ty\t8\t1", "limit\tcpu.max\t100000 100000",
            "limit\tmemory.max\t268435456\t104857600\t52428800")
        #expect(limited.machine.cores == 1)
        #expect(limited.machine.memoryKiB == 262_144)
        #expect(limited.machine.availableMemoryKiB == (268_435_456 - 52_428_800) / 1024)
        let free = try parse(memory, "machine\tx\ty\t8\t1", "limit\tcpu.max\tmax 100000", "limit\tmemory.max\tmax\t5\t")
        #expect(free.machine.cores == 8)
        #expect(free.machine.memoryKiB == 1_000_000)
        #expect(free.machine.availableMemoryKiB == 600_000)
    }

    @Test("tells files, with their text whole")
    func files() throws {
        let text = "a\tb\nend\nuser\t0\n"
        let observed = try parse(
            "file\t/a\t640\troot:ops\t\(encoded(text))", "link\t/b\t\(encoded("../c\n"))", "large\t/d\t4755",
            "other\t/e")
        #expect(
            observed.files == [
                "/a": .text(text, mode: 0o640, owner: "root:ops"), "/b": .link("../c"), "/d": .large(mode: 0o4755),
                "/e": .other,
            ])
        #expect(!observed.isRoot)
    }

    @Test("tells packages that are installed, not those whose configuration remains")
    func packages() throws {
        let observed = try parse("package\thaproxy\tinstalled\t2.6.12-1", "package\tvarnish\tconfig-files\t7.1")
        #expect(observed.packages == ["haproxy": "2.6.12-1"])
    }

    @Test("tells units and what they were made to load")
    func units() throws {
        let observed = try parse(
            "unit\thaproxy\tLoadState=loaded\tActiveState=active\tSubState=running\tUnitFileState=enabled\tMainPID=7\tNRestarts=2",
            "unit\tvarnish\tLoadState=not-found\tActiveState=inactive\tUnitFileState=", "applied\thaproxy\tab cd",
            "applied\tkeepalived\t", "unit\tother\tLoadState=loaded")
        let haproxy = try #require(observed.units[.haproxy])
        #expect(haproxy.isActive && haproxy.isEnabled && haproxy.isLoaded)
        #expect(haproxy.mainPID == 7 && haproxy.restarts == 2)
        #expect(observed.units[.varnish]?.isLoaded == false)
        #expect(observed.units.count == 2)
        #expect(observed.applied == [.haproxy: "ab cd"])
    }

    @Test("tells addresses, as ip prints them")
    func addresses() throws {
        let observed = try parse(
            "address\t1: lo    inet 127.0.0.1/8 scope host lo",
            #"address\#t3: eth0    inet 10.0.0.10/24 scope global eth0\"#,
            "address\t3: eth0    inet6 fd00::10/64 scope global nodad",
            "address\t4: tun0    inet 10.9.0.1 peer 10.9.0.2/32",
            "address\t5: x    link/ether", "address\t")
        #expect(
            observed.addresses.map { "\($0.interface) \($0.address)" } == [
                "lo 127.0.0.1/8", "eth0 10.0.0.10/24", "eth0 fd00::10/64", "tun0 10.9.0.1/32",
            ])
        let vips = observed.addresses.map(\.address).filter { "\($0.address)" == "10.0.0.10" }
        #expect(observed.held(of: vips).map(\.description) == ["10.0.0.10"])
    }

    @Test("tells the site, names with line ends and backslashes included")
    func site() throws {
        let hash = String(repeating: "a", count: 64)
        let observed = try parse(
            "site\t\(encoded("/var/lib/cluster/site/3\n"))", "entry\tdirectory\t.", "entry\tdirectory\t./css",
            "entry\tother\t./pipe", "entry\tfile\t\(hash)  ./css/a b.css", #"entry\#tfile\#t\\#(hash)  ./a\nb\\c"#,
            "entry\tfile\tshort  x")
        #expect(
            observed.site
                == .present(
                    target: "/var/lib/cluster/site/3", files: ["css/a b.css": hash, "a\nb\\c": hash],
                    directories: ["css"], others: ["pipe"]))
        #expect(try parse("site-blocked\t/var/www/cluster").site == .blocked)
        #expect(try parse().site == .absent)
    }

    @Test("tells releases and what runs")
    func runtimes() throws {
        let observed = try parse(
            "release\tlast\t7", "release\tpending\t8", "sysctl\tnet.ipv4.ip_forward\t1",
            "haproxy-info\t\(encoded("description: demo 1\n"))",
            "haproxy-stat\t\(encoded("# pxname,svname,type\nb,s,2\n"))",
            "keepalived\t\(encoded(" Router ID = demo-2\n"))")
        #expect(observed.lastRelease == "7" && observed.pendingRelease == "8")
        #expect(observed.sysctls == ["net.ipv4.ip_forward": "1"])
        #expect(observed.haproxy?.description == "demo 1")
        #expect(observed.haproxy?.servers.map(\.name) == ["s"])
        #expect(observed.keepalived?.routerID == "demo-2")
        #expect(try parse("haproxy-info\t", "haproxy-stat\t").haproxy == nil)
    }

    @Test("may hold any rubbish without harm")
    func rubbish() throws {
        for kind in [
            "file", "unit", "address", "entry", "site", "disk", "limit", "memory", "raid", "keepalived", "package",
        ] {
            _ = try parse(kind, "\(kind)\t", "\(kind)\t\t\t\t\t", "\(kind)\t%%%\t-1\t99999999999999999999")
        }
    }
}
