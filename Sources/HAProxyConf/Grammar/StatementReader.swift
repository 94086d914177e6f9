/// Reads a file statement by statement.
struct StatementReader {
    private let path: String
    private let content: [UInt8]
    private let environment: [String: String]
    private var index = 0
    private var line = 0
    /// `.SECTION` of configuration.txt §2.3.
    private var section = ""

    init(path: String, content: [UInt8], environment: [String: String]) {
        (self.path, self.content, self.environment) = (path, content, environment)
    }

    /// The next line that has words and no fault; nil at the end. Faults are told.
    mutating func next(_ diagnostics: inout Diagnostics) -> Statement? {
        while index < content.count {
            guard line < Limit.lines else {
                diagnostics.error(here, "the configuration has more than \(Limit.lines) lines: the rest is not read")
                index = content.count
                break
            }
            guard diagnostics.errors.count < Limit.errors else {
                diagnostics.error(here, "there are too many errors: the rest is not read")
                index = content.count
                break
            }
            line += 1
            let end = content[index...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
            let text = content[index..<end]
            index = end + 1
            do throws(SyntaxFault) {
                if end == content.count, !text.isEmpty { throw Self.cutOff }
                if let statement = try statement(text) { return statement }
            } catch { diagnostics.error(here, error.message) }
        }
        return nil
    }

    private static let cutOff = SyntaxFault(
        message: "the last line has no line feed: the file may be cut off (add a line feed if it is whole)")

    private var here: SourceLocation { SourceLocation(file: path, line: line) }

    private mutating func statement(_ text: ArraySlice<UInt8>) throws(SyntaxFault) -> Statement? {
        guard text.count <= Limit.lineLength else {
            throw SyntaxFault(message: "the line has \(text.count) bytes; at most \(Limit.lineLength) are read")
        }
        guard !text.contains(0) else {
            throw SyntaxFault(message: "the line contains a zero byte: is this a text file?")
        }
        let variables = Variables(environment: environment, location: here, section: section)
        let words = try LineSplitter.words(of: text, variables)
        guard let first = words.first?.text else { return nil }
        guard words.count <= Limit.words else {
            throw SyntaxFault(message: "the line has \(words.count) words; at most \(Limit.words) are read")
        }
        if Section.isName(first) { section = words.count > 1 ? words[1].text : first }
        return try statement(words, first)
    }

    private func statement(_ words: [Word], _ first: String) throws(SyntaxFault) -> Statement? {
        if let position = words.firstIndex(where: { $0.bytes.isEmpty }) {
            throw SyntaxFault(
                message: "word \(position + 1) is empty, and HAProxy would read no further: is a variable not set?")
        }
        let modifier: Statement.Modifier? = first == "no" ? .no : first == "default" ? .standard : nil
        guard modifier != nil else { return Statement(location: here, words: words, modifier: nil) }
        guard words.count > 1, words[1].text == "option" || (first == "no" && words[1].text == "log") else {
            throw SyntaxFault(
                message: "\(quoted(first)) may stand before 'option'\(first == "no" ? " and 'log'" : "") only")
        }
        return Statement(location: here, words: Array(words.dropFirst()), modifier: modifier)
    }
}
