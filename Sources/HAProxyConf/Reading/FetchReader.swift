/// `NAME(ARGUMENTS)`, as fetches are written in ACLs and formats.
struct FetchExpression {
    let name: String
    /// nil: no parentheses.
    let arguments: [[UInt8]]?
    /// How many bytes it took.
    let length: Int

    init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
        let name = bytes.prefix { byte in
            byte != UInt8(ascii: "(") && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "]") && !byte.isBlank
        }
        self.name = String(decoding: name, as: UTF8.self)
        let rest = bytes[name.endIndex...]
        guard rest.first == UInt8(ascii: "(") else {
            arguments = nil
            length = name.count
            return
        }
        guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else {
            throw Refusal("the parenthesis after \(quoted(self.name)) is not closed: add the missing ')'")
        }
        arguments = rest[(rest.startIndex + 1)..<end].split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false
        ).map { [UInt8]($0) }
        length = end + 1 - bytes.startIndex
    }

    /// What is fetched, the arguments understood.
    func fetch(_ keyword: FetchKeyword, _ scope: Scope) throws(Refusal) -> Fetch {
        let noHeader = HeaderFetch(name: [], occurrence: 0, form: .text)
        switch keyword.argument {
        case .none:
            guard arguments ?? [[]] == [[]] else { throw Refusal("\(quoted(name)) takes no argument") }
            return keyword.make(noHeader, 0)
        case .header: return keyword.make(try header(), 0)
        case .backend: return keyword.make(noHeader, try backend(scope))
        }
    }

    private func header() throws(Refusal) -> HeaderFetch {
        let parts = arguments ?? []
        guard let header = parts.first, !header.isEmpty, header.allSatisfy(isTokenByte), parts.count <= 2 else {
            throw Refusal("\(quoted(name)) wants the name of a header: \(name)(NAME), or \(name)(NAME,OCCURRENCE)")
        }
        guard parts.count == 2 else { return HeaderFetch(name: header, occurrence: 0, form: .text) }
        let isNegative = parts[1].first == UInt8(ascii: "-")
        let digits = Array(parts[1].dropFirst(isNegative ? 1 : 0))
        guard let number = decimal(digits), (isNegative ? -10...0 : 0...1_000).contains(isNegative ? -number : number)
        else {
            throw Refusal("the occurrence of a header is a number from -10 to 1000, not \(quoted(parts[1]))")
        }
        return HeaderFetch(name: header, occurrence: isNegative ? -number : number, form: .text)
    }

    private func backend(_ scope: Scope) throws(Refusal) -> Int {
        let parts = arguments ?? [[]]
        guard parts.count == 1 else { throw Refusal("\(quoted(name)) wants one backend: \(name)(BACKEND)") }
        if !parts[0].isEmpty { return try scope.backend(Word(parts[0])) }
        if let own = scope.ownBackend { return own }
        throw Refusal("\(quoted(name)) wants a backend here: \(name)(BACKEND)")
    }
}
