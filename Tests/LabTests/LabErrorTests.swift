import Testing

@testable import Lab

@Suite struct LabErrorTests {
    @Test("missing tools are named all at once, with the line that installs them")
    func missingTools() {
        #expect(
            LabError.missingTools([.ip, .mmdebstrap, .nsenter, .unshare]).description
                == "A lab needs ip, mmdebstrap, nsenter, unshare: apt-get install iproute2 mmdebstrap util-linux")
    }

    @Test("nothing is found in an empty search path")
    func emptySearchPath() {
        #expect(LabTool.missing(in: "/nonexistent") == LabTool.allCases)
    }

    @Test(
        "an error says what to do",
        arguments: [
            (LabError.notRoot, "sudo"), (.notUp(lab: "x"), "cluster lab up"),
            (.hostNotRunning("web1", lab: "x"), "web1: not running"),
            (.unknownHost("w", lab: "x", known: ["web1", "web2"]), "it has web1, web2"),
            (.otherInventory(lab: "x", differences: ["web1: gone"]), "  web1: gone\nTake it down first"),
            (.unusableFileSystem(path: "/s", kind: "NFS"), "set CLUSTER_LAB_STATE"),
            (.hostDidNotStart("web1", reason: "ended", console: "/c", lastLines: ["a", "b"]), "(/c):\n  a\n  b"),
            (.several([.notRoot, .notUp(lab: "x")]), "sudo.\nLab 'x'"),
        ])
    func text(error: LabError, part: String) {
        #expect(error.description.contains(part))
    }
}
