/// Gives every statement of a block to `read` whose keyword clusterd supports, and reports the others: refused,
/// unknown, with a block that does not belong there, or without the one that does.
func readBlock<Keyword: BlockKeyword>(
    _ statements: [Statement], of keywords: Keyword.Type, _ diagnostics: inout Diagnostics,
    _ read: (Keyword, Statement, inout Diagnostics) -> Void
) {
    var seen: [Keyword: SourceLocation] = [:]
    for statement in statements {
        guard let keyword = recognised(statement, of: keywords, &diagnostics) else { continue }
        if let earlier = seen.updateValue(statement.location, forKey: keyword),
            isRefusedRepetition(keyword, statement, earlier, &diagnostics)
        {
            continue
        }
        read(keyword, statement, &diagnostics)
    }
}

private func recognised<Keyword: BlockKeyword>(
    _ statement: Statement, of keywords: Keyword.Type, _ diagnostics: inout Diagnostics
) -> Keyword? {
    let location = statement.location
    guard let keyword = Keyword(rawValue: statement.keyword) else {
        let refusal = Keyword.refusal(of: statement.keyword)
        diagnostics.error(location, refusal ?? Keyword.unknown(statement.keyword))
        return nil
    }
    switch (keyword.manual.opensBlock, statement.block != nil) {
    case (true, false): diagnostics.error(location, "'\(keyword.rawValue)' wants a block: add '{' and '}'")
    case (false, true): diagnostics.error(location, "'\(keyword.rawValue)' takes no block: remove '{' and '}'")
    default: return keyword
    }
    return nil
}

private func isRefusedRepetition<Keyword: BlockKeyword>(
    _ keyword: Keyword, _ statement: Statement, _ earlier: SourceLocation, _ diagnostics: inout Diagnostics
) -> Bool {
    switch keyword.manual.repetition {
    case .adds: return false
    case .refused:
        diagnostics.error(statement.location, "'\(keyword.rawValue)' is already given at \(earlier)")
        return true
    case .lastCounts:
        let message = "'\(keyword.rawValue)' is already given at \(earlier); the last one counts"
        diagnostics.warning(statement.location, message)
        return false
    }
}
