extension YAMLSyntaxError {
    /// libyaml's words in one sentence, with a hint for what they usually mean here.
    var explanation: String {
        // A fault that began where it is says nothing new.
        let context = contextPlace == place ? nil : context
        let began = contextPlace.map { " that began at line \($0.line), column \($0.column)" } ?? ""
        let about = context.map { " (\($0)\(began))" } ?? ""
        return problem + about + (Self.hints[problem].map { "; \($0)" } ?? "")
    }

    private static let hints = [
        "did not find expected key": "is the line indented as its neighbours are?",
        "mapping values are not allowed in this context":
            "a value with \": \" in it needs quotes, and a line must be indented as its neighbours are",
        "could not find expected ':'": "a key is followed by a colon and a space",
        "did not find expected ',' or '}'": "a ${NAME} inside { } needs quotes",
        "did not find expected ',' or ']'": "a ${NAME} inside [ ] needs quotes",
        "found character that cannot start any token": "indent with spaces, and put quotes around the value",
    ]
}
