import Fleet
import Foundation
import Rendering
import SSH
import Terminal
import Testing

@testable import Status

@Suite("A journal's entry")
struct LogEntryTests {
    private func entry(_ fields: String) -> LogEntry? {
        LogEntry(host: "web1", line: #"{"__REALTIME_TIMESTAMP":"1795509487648293",\#(fields)}"#.utf8)
    }

    @Test("is read from journalctl's JSON")
    func plain() {
        let entry = entry(
            #""PRIORITY":"5","SYSLOG_IDENTIFIER":"Keepalived_vrrp","_PID":"24022","MESSAGE":"(demo) Entering MASTER STATE""#
        )
        #expect(
            entry
                == LogEntry(
                    host: "web1", time: 1_795_509_487_648_293, program: "Keepalived_vrrp", processID: 24022,
                    priority: 5, message: "(demo) Entering MASTER STATE"))
    }

    @Test(
        "has a message whatever form the journal gives it",
        arguments: [
            (#""MESSAGE":[104,105,255]"#, "hi\u{FFFD}"),
            (#""MESSAGE":["one","two"]"#, "one\ntwo"),
            (#""MESSAGE":["one",[116,119,111]]"#, "one\ntwo"),
            (#""MESSAGE":null"#, "(a message that the journal does not show, for its length)"),
            (#""X":"y""#, "(a message that the journal does not show, for its length)"),
            (#""MESSAGE":"""#, ""),
        ])
    func messages(fields: String, message: String) {
        #expect(entry(fields)?.message == message)
    }

    @Test("falls back from identifier to program to unit, and to ordinary priority")
    func fallbacks() {
        #expect(entry(#""_COMM":"varnishd","_SYSTEMD_UNIT":"varnish.service""#)?.program == "varnishd")
        #expect(entry(#""_SYSTEMD_UNIT":"varnish.service""#)?.program == "varnish.service")
        #expect(entry(#""PRIORITY":"99""#)?.priority == 6)
        #expect(entry(#""PRIORITY":["3","4"]"#)?.priority == 6)
        #expect(entry(#""_PID":"x""#)?.processID == nil)
    }

    @Test(
        "is not made of anything else",
        arguments: [
            "", "-- No entries --", "[]", "{}", #"{"__REALTIME_TIMESTAMP":"soon"}"#, #"{"MESSAGE":"x"}"#, "{\u{0}",
        ])
    func rubbish(line: String) {
        #expect(LogEntry(host: "web1", line: line.utf8) == nil)
    }
}

@Suite("Merging logs")
struct LogMergeTests {
    private func entry(_ host: String, _ time: Int64) -> LogEntry {
        LogEntry(host: host, time: time, program: "x", processID: nil, priority: 6, message: "")
    }

    @Test("puts the entries of all hosts in the order of time, equal times in the order of arrival")
    func order() {
        var merge = LogMerge()
        for (host, time) in [("a", 1), ("a", 4), ("b", 2), ("b", 4), ("c", 3)] {
            merge.add(entry(host, Int64(time)), at: .zero)
        }
        let rest = merge.rest()
        #expect(rest.map(\.time) == [1, 2, 3, 4, 4])
        #expect(rest.map(\.host) == ["a", "b", "c", "a", "b"])
        #expect(merge.rest() == [])
    }

    @Test("holds an entry for a moment, so that an older one still comes before it")
    func hold() {
        var merge = LogMerge(hold: .milliseconds(500))
        merge.add(entry("a", 20), at: .zero)
        #expect(merge.due(at: .milliseconds(499)) == [])
        merge.add(entry("b", 10), at: .milliseconds(499))
        merge.add(entry("b", 30), at: .milliseconds(499))
        #expect(merge.due(at: .milliseconds(500)).map(\.time) == [10, 20])
        #expect(merge.due(at: .milliseconds(998)) == [])
        #expect(merge.due(at: .milliseconds(999)).map(\.time) == [30])
    }

    @Test("holds nothing longer for a host whose clock is behind")
    func skew() {
        var merge = LogMerge(hold: .milliseconds(500))
        merge.add(entry("a", 1_000_000), at: .zero)
        // The other host's entries are always older, and always new.
        for tick in 1...5 { merge.add(entry("late", Int64(tick)), at: .milliseconds(100 * tick)) }
        #expect(merge.due(at: .milliseconds(500)).map(\.host) == ["late", "late", "late", "late", "late", "a"])
    }
}

@Suite("Cutting a stream into lines")
struct LineSplitterTests {
    @Test("does not depend on how the bytes arrive", arguments: 1...7)
    func pieces(size: Int) {
        let bytes = Array("one\n\ntwo\nthr".utf8)
        var splitter = LineSplitter()
        var lines: [[UInt8]] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            lines += splitter.add(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        #expect(lines.map { String(decoding: $0, as: UTF8.self) } == ["one", "", "two"])
    }

    @Test("keeps no more than the limit of an endless line, and goes on after it")
    func endless() {
        var splitter = LineSplitter()
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: LineSplitter.limit / 2 + 1)
        #expect(splitter.add(piece) == [] && splitter.add(piece) == [] && splitter.add(piece) == [])
        let lines = splitter.add(Array("y\nz\n".utf8))
        #expect(lines.map(\.count) == [LineSplitter.limit, 1])
    }
}

@Suite("A question for the journal")
struct LogQueryTests {
    private func arguments(_ query: LogQuery, of host: String) throws -> [String] {
        let desired = try #require(try Configuration(Sample.inventory).host(host))
        return query.command(for: desired).arguments
    }

    @Test("asks for the host's own units")
    func units() throws {
        let query = LogQuery()
        #expect(
            try arguments(query, of: "server1").filter { $0.hasPrefix("--unit") } == [
                "--unit=haproxy", "--unit=keepalived",
            ])
        #expect(try arguments(query, of: "web1").filter { $0.hasPrefix("--unit") } == ["--unit=apache2"])
        #expect(try arguments(query, of: "web1").contains("--lines=100"))
        #expect(try !arguments(query, of: "web1").contains("--follow"))
    }

    @Test(
        "takes a duration for a time ago, and leaves the rest to journalctl",
        arguments: [("10m", "--since=-600s"), ("1500ms", "--since=-2s"), ("yesterday", "--since=yesterday")])
    func since(text: String, argument: String) throws {
        let query = LogQuery(lines: nil, since: text, follows: true)
        let arguments = try arguments(query, of: "web1")
        #expect(arguments.contains(argument) && arguments.contains("--lines=all") && arguments.contains("--follow"))
    }
}

@Suite("A line of the logs")
struct LogReportTests {
    private let entry = LogEntry(
        host: "web1", time: 1_795_509_487_048_293, program: "apache2", processID: 7, priority: 3,
        message: "bad\u{1B}[2J\u{7}\tthing\u{202E}\n")

    private func report(isColoured: Bool) throws -> LogReport {
        let utc = try #require(TimeZone(identifier: "UTC"))
        return LogReport(hosts: ["server1", "web1"], style: Style(isColoured: isColoured), timeZone: utc)
    }

    @Test("shows control characters instead of sending them")
    func visible() throws {
        #expect(
            try report(isColoured: false).line(entry)
                == #"2026-11-24 08:38:07.048 web1    apache2[7]: bad\u{1B}[2J\u{7}\tthing\u{202E}"#)
    }

    @Test("is coloured by its host and its weight")
    func colours() throws {
        #expect(
            try report(isColoured: true).line(entry)
                == "\u{1B}[2m2026-11-24 08:38:07.048\u{1B}[0m \u{1B}[32mweb1   \u{1B}[0m apache2[7]: "
                + "\u{1B}[31m" + #"bad\u{1B}[2J\u{7}\tthing\u{202E}"# + "\u{1B}[0m")
    }

    @Test("tells of a host that is lost")
    func lost() throws {
        let error = HostError(host: "web1", reason: .other("went\u{1B} away"))
        #expect(try report(isColoured: false).line(.lost(error)) == #"web1: went\u{1B} away"#)
    }
}
