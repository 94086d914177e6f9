/// What a test found out in its room.
struct Findings: Sendable {
    var summary: String
    var problems: [String] = []

    init(_ summary: String, _ tallies: [Visitors.Tally] = []) {
        self.summary = summary
        guard !tallies.isEmpty else { return }
        self.summary += ": \(tallies.map(\.requests)) requests, \(tallies.map(\.askedAgain)) of them asked again"
        for tally in tallies where !tally.failures.isEmpty {
            problems.append("\(tally.failures.count) requests failed, such as: \(tally.failures[0])")
        }
    }

    mutating func check(_ isSo: Bool, _ problem: @autoclosure () -> String) {
        if !isSo { problems.append(problem()) }
    }
}
