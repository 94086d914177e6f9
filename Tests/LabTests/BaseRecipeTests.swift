import Testing

@testable import Lab

@Suite struct BaseRecipeTests {
    @Test("the key of a recipe changes with whatever is in it")
    func key() {
        let standard = BaseRecipe.standard
        var changes = Array(repeating: standard, count: 5)
        changes[0].installed.append("vim")
        changes[1].downloaded.append("vim")
        changes[2].maskedUnits.append("x.service")
        changes[3].files["etc/x"] = "y"
        changes[4].suite = "trixie"
        #expect(Set((changes + [standard]).map(\.key)).count == 6)
        #expect(BaseRecipe.standard.key == standard.key)
    }

    @Test("the tree has its name only when it is complete")
    func lastCommand() {
        let script = BaseRecipe.standard.buildScript(directory: "/c/t", log: "/c/log", sources: ["deb u s main"])
        #expect(script.split(separator: "\n").last == #"mv "$part" "$directory""#)
        #expect(script.contains(#""$part" 'deb u s main'"#))
    }

    @Test("Debian's part of the machine's sources is taken, others are not")
    func sources() {
        let targets = """
            https://other.example/apt stable main
            http://mirror.example/debian/ bookworm main
            http://mirror.example/debian/ bookworm main
            http://mirror.example/debian/ bookworm contrib
            http://mirror.example/debian/ bookworm-backports main
            http://mirror.example/debian-security/ bookworm-security main
            https://vendor.example/debian bookworm stable

            """
        #expect(
            AptSources.lines(targets: targets, suite: "bookworm") == [
                "deb http://mirror.example/debian-security/ bookworm-security main",
                "deb http://mirror.example/debian/ bookworm main",
            ])
    }

    @Test("a machine of another release leaves the mirror to mmdebstrap")
    func foreignSources() {
        #expect(AptSources.lines(targets: "http://mirror.example/debian/ trixie main\n", suite: "bookworm").isEmpty)
    }
}
