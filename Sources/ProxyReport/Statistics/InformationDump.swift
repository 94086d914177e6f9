/// What of `show info` is asked for.
package struct InformationQuery: Sendable, Equatable {
    /// Lines `name: value`, typed fields, or JSON.
    package enum Format: Sendable {
        case plain
        case typed
        case json
    }

    package var format = Format.plain
    package var describes = false
    /// Times with digits behind the point.
    package var float = false

    package init() {}

    /// The report (management.txt §9.3, "show info").
    package func text(_ process: ProcessSnapshot) -> ReportText {
        let lines = process.lines(float: float)
        var text = ReportText()
        if format == .json { text.add("[") }
        var isFirst = true
        for (index, field) in lines.fields.enumerated() where field.value.isPresent {
            if format == .json && !isFirst { text.add(",") }
            add(field, at: index, to: &text)
            isFirst = false
        }
        if format == .json { text.add("]\n") }
        return text
    }

    private func add(_ field: Field, at index: Int, to text: inout ReportText) {
        let name = InformationField.names[index]
        switch format {
        case .plain:
            text.add("\(name): ")
            text.add(plain: field.value)
        case .typed:
            text.add("\(index).\(name).1:")
            text.add(typed: field)
        case .json:
            text.add("{\"field\":{\"pos\":\(index),\"name\":\"\(name)\"},\"processNum\":1,")
            return text.add(json: field)
        }
        if describes { text.add(":\"\(InformationField.descriptions[index])\"") }
        text.add("\n")
    }
}
