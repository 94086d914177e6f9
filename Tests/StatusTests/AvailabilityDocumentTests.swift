import Foundation
import Testing

/// The figures of docs/availability.md, computed. A table that differs is printed as it should be.
@Suite("docs/availability.md")
struct AvailabilityDocumentTests {
    private static let year = 365.0 * 24 * 3600

    private static func document() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/availability.md"), encoding: .utf8)
    }

    // MARK: Formulas

    /// All are needed.
    private static func series(_ parts: Double...) -> Double { parts.reduce(1, *) }
    /// One of `count` is enough.
    private static func parallel(_ availability: Double, _ count: Int) -> Double {
        1 - pow(1 - availability, Double(count))
    }

    private static func cluster(_ host: Double) -> Double { series(parallel(host, 2), parallel(host, 2)) }

    // MARK: Words

    private static func percent(_ availability: Double) -> String {
        let digits = availability > 0.99999 ? 6 : 4
        var text = String(format: "%.\(digits)f", availability * 100)
        while text.hasSuffix("0") { text.removeLast() }
        return (text.hasSuffix(".") ? String(text.dropLast()) : text) + " %"
    }

    private static func time(_ seconds: Double) -> String {
        let units: [(name: String, seconds: Double)] = [
            ("d", 86400), ("h", 3600), ("min", 60), ("s", 1), ("ms", 0.001),
        ]
        let unit = units.first { seconds >= $0.seconds } ?? units[4]
        let value = seconds / unit.seconds
        return String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value) + " \(unit.name)"
    }

    // MARK: Tables

    private static func table(_ titles: [String], _ rows: [[String]]) -> String {
        let lines = [titles, titles.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private static var nines: String {
        let levels: [(name: String, availability: Double)] = [
            ("one nine", 0.9), ("two nines", 0.99), ("three nines", 0.999), ("four nines", 0.9999),
            ("five nines", 0.99999), ("six nines", 0.999999),
        ]
        return table(
            ["nines", "availability", "downtime a year", "a month"],
            levels.map { level in
                let down = (1 - level.availability) * year
                return [level.name, percent(level.availability), time(down), time(down / 12)]
            })
    }

    private static var layouts: String {
        table(
            ["each host", "one machine, a year", "two web servers behind one balancer", "the four hosts"],
            [0.95, 0.99, 0.995, 0.999, 0.9999].map { host in
                let single = series(host, parallel(host, 2))
                return [
                    percent(host), time((1 - host) * year), "\(percent(single)), \(time((1 - single) * year))",
                    "\(percent(cluster(host))), \(time((1 - cluster(host)) * year))",
                ]
            })
    }

    private static var detection: String {
        let rows: [(version: Int, interval: Double)] = [(2, 1), (2, 3), (3, 1), (3, 0.1), (3, 0.01)]
        return table(
            ["VRRP", "interval", "master down timer of a BACKUP of priority 100", "20 failures a year cost"],
            rows.map { row in
                let skew = (256 - 100) / 256.0 * (row.version == 2 ? 1 : row.interval)
                let down = 3 * row.interval + skew
                return ["version \(row.version)", time(row.interval), time(down), time(down * 20)]
            })
    }

    @Test("has the figures that the formulas give", arguments: [nines, layouts, detection])
    func tables(table: String) throws {
        #expect(try Self.document().contains(table), "the document should hold:\n\(table)")
    }

    @Test(
        "has the figures of the original project",
        arguments: [(0.999, "8.76 h"), (0.9999, "52.6 min"), (0.99999, "5.26 min")])
    func original(availability: Double, downtime: String) {
        #expect(Self.time((1 - availability) * Self.year) == downtime)
    }
}
