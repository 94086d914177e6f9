/// A row being written, cell by cell.
struct PageRow {
    private(set) var text = ReportText()

    /// - Parameter style: HAProxy's class of the row, which gives its colour.
    init(style: String) { text.add("<tr class=\"\(style)\">") }

    /// Cells without anything.
    mutating func skip(_ count: Int = 1) {
        text.add(count == 1 ? "<td></td>" : "<td colspan=\"\(count)\"></td>")
    }

    mutating func number(_ value: FieldValue) {
        text.add("<td>")
        text.add(grouped: value.number)
        text.add("</td>")
    }

    /// A limit, for which 0 is none.
    mutating func limit(_ value: FieldValue) {
        if value.number == 0 { centred("-") } else { number(value) }
    }

    /// - Parameter words: ours, not of others.
    mutating func centred(_ words: ReportText) { text.add("<td class=\"ac\">\(words)</td>") }

    /// The number, and behind it what it is made of.
    mutating func number(_ value: FieldValue, _ details: PageDetails) {
        text.add("<td><details><summary>")
        text.add(grouped: value.number)
        text.add("</summary><dl>")
        text.add(details.text)
        text.add("</dl></details></td>")
    }

    mutating func add(_ body: (inout ReportText) -> Void) { body(&text) }

    consuming func end(_ whole: inout ReportText) {
        whole.add(text)
        whole.add("</tr>\n")
    }
}

/// What a number is made of: names and values.
struct PageDetails {
    private(set) var text = ReportText()

    mutating func add(_ name: String, _ value: FieldValue, unit: String = "") {
        text.add("<dt>\(name)</dt><dd>")
        text.add(grouped: value.number)
        text.add("\(unit)</dd>")
    }

    /// - Parameter words: ours, not of others.
    mutating func add(_ name: String, words: ReportText) { text.add("<dt>\(name)</dt><dd>\(words)</dd>") }

    /// A part of a whole.
    mutating func add(_ name: String, _ value: FieldValue, of whole: UInt64) {
        text.add("<dt>\(name)</dt><dd>")
        text.add(grouped: value.number)
        text.add(" (")
        text.add(
            whole == 0 ? 0 : value.number.multipliedFullWidth(by: 100).high == 0 ? value.number * 100 / whole : 100)
        text.add("%)</dd>")
    }
}

extension ReportText {
    /// Digits in groups of three, parted by a small space that is not copied with them.
    mutating func add(grouped number: UInt64) {
        var digits = ReportText()
        digits.add(number)
        for (index, digit) in digits.bytes.enumerated() {
            let behind = digits.bytes.count - 1 - index
            let endsGroup = behind > 0 && behind % 3 == 0
            if endsGroup { add("<span class=\"rls\">") }
            add(byte: digit)
            if endsGroup { add("</span>") }
        }
    }
}
