import Terminal

/// Columns that line up, whatever the colours of their cells.
struct TextTable {
    struct Cell: Hashable {
        var text: String
        var look: Style.Look?

        init(_ text: String, _ look: Style.Look? = nil) {
            self.text = Visible.text(text)
            self.look = look
        }
    }

    var titles: [String]
    var rows: [[Cell]] = []

    /// Characters between two columns.
    private static let gap = 2

    init(_ titles: [String]) {
        self.titles = titles
    }

    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    var width: Int { widths.reduce(0, +) + Self.gap * max(0, titles.count - 1) }

    private var widths: [Int] {
        titles.indices.map { column in
            rows.map { column < $0.count ? $0[column].text.count : 0 }.reduce(titles[column].count, max)
        }
    }

    /// The same table without one column.
    func without(_ title: String) -> TextTable {
        guard let column = titles.firstIndex(of: title) else { return self }
        var table = self
        table.titles.remove(at: column)
        for row in table.rows.indices where column < table.rows[row].count { table.rows[row].remove(at: column) }
        return table
    }

    func lines(_ style: Style) -> [String] {
        let head = titles.map { Cell($0, .faint) }
        return ([head] + rows).map { line($0, style) }
    }

    private func line(_ cells: [Cell], _ style: Style) -> String {
        let widths = widths
        var line = ""
        for (column, cell) in cells.enumerated() {
            line += cell.look.map { style($0, cell.text) } ?? cell.text
            guard column < cells.count - 1 else { break }
            line += String(repeating: " ", count: widths[column] - cell.text.count + Self.gap)
        }
        return line
    }
}

/// Breaks text into lines of at most `width` characters, between words where it can.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = ""
        for word in paragraph.split(separator: " ") {
            if !line.isEmpty && line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        lines.append(line)
    }
    return lines
}
