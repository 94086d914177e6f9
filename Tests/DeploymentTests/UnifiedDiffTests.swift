import Testing

@testable import Deployment

struct UnifiedDiffTests {
    @Test("equal texts have no differences")
    func equal() {
        #expect(UnifiedDiff.between("a\nb\n", "a\nb\n", path: "/f") == "")
    }

    @Test("a changed line is shown with three lines around it")
    func changedLine() {
        let old = (1...9).map { "\($0)\n" }.joined()
        let new = old.replacing("5\n", with: "five\n")
        #expect(
            UnifiedDiff.between(old, new, path: "/f") == """
                --- /f
                +++ /f
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8

                """)
    }

    @Test("a new file is compared with /dev/null")
    func newFile() {
        #expect(
            UnifiedDiff.between("", "a\nb\n", path: "/f", isNew: true)
                == "--- /dev/null\n+++ /f\n@@ -0,0 +1,2 @@\n+a\n+b\n")
    }

    @Test("an emptied file loses every line")
    func emptied() {
        #expect(UnifiedDiff.between("a\n", "", path: "/f") == "--- /f\n+++ /f\n@@ -1 +0,0 @@\n-a\n")
    }

    @Test("changes far apart are hunks of their own, changes close together are one")
    func hunks() {
        let old = (1...30).map { "\($0)\n" }.joined()
        let far = old.replacing("\n2\n", with: "\ntwo\n").replacing("\n29\n", with: "\ntwenty-nine\n")
        let near = old.replacing("\n2\n", with: "\ntwo\n").replacing("\n6\n", with: "\nsix\n")
        #expect(UnifiedDiff.between(old, far, path: "/f").components("@@ -") == 2)
        #expect(UnifiedDiff.between(old, near, path: "/f").components("@@ -") == 1)
    }
}

extension String {
    fileprivate func components(_ mark: String) -> Int { ranges(of: mark).count }
}
