import Testing

@testable import Terminal

struct StepLinesTests {
    private let plain = Style(isColoured: false)

    @Test("each host has one line: its present step, and for how long")
    func lines() {
        var lines = StepLines()
        lines.began("web1", "connect", at: .zero)
        lines.began("server1", "connect", at: .zero)
        _ = lines.ended("web1", "connect", at: .milliseconds(240))
        lines.began("web1", "observe", at: .milliseconds(300))
        #expect(
            lines.lines(at: .milliseconds(1300), style: plain) == [
                "… web1     observe 1.0 s", "… server1  connect 1.3 s",
            ])
    }

    @Test("a step that ends gives the line that a log keeps")
    func ended() {
        var lines = StepLines()
        lines.began("web1", "stage and check", at: .seconds(1))
        #expect(lines.ended("web1", "stage and check", at: .milliseconds(3456)) == "web1: stage and check 2.5 s")
        #expect(lines.lines(at: .seconds(9), style: plain) == ["✓ web1  stage and check 2.5 s"])
    }

    @Test("a step that fails is told as such")
    func failed() {
        var lines = StepLines()
        lines.began("web1", "connect", at: .zero)
        #expect(lines.failed("web1", "connect", at: .seconds(10)) == "web1: connect FAILED 10.0 s")
        #expect(lines.lines(at: .seconds(11), style: plain) == ["✗ web1  connect 10.0 s"])
    }
}

struct StyleTests {
    @Test("without colour text stays as it is")
    func plain() {
        #expect(Style(isColoured: false)(.bad, "down") == "down")
        #expect(Style(isColoured: true)(.bad, "down") == "\u{1B}[31mdown\u{1B}[0m")
    }

    @Test("what is no terminal gets no colour")
    func noTerminal() {
        #expect(!Style(descriptor: -1, environment: [:]).isColoured)
    }
}
