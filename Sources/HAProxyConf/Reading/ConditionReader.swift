extension ProxyDraft {
    /// `if` or `unless` and what follows, to the end of the line; nil when the line is at its end.
    mutating func condition(_ arguments: inout Arguments, _ phase: Phases) throws(Refusal) -> Condition? {
        guard let word = arguments.peek else { return nil }
        guard word == "if" || word == "unless" else {
            throw Refusal("\(arguments.subject) may have a condition after it, 'if' or 'unless', not \(quoted(word))")
        }
        return try requiredCondition(&arguments, phase)
    }

    /// The same where there must be one.
    mutating func requiredCondition(_ arguments: inout Arguments, _ phase: Phases) throws(Refusal) -> Condition {
        let isNegated = try arguments.choice(["if", "unless"]) == 1
        var alternatives: [[Condition.Term]] = []
        var terms: [Condition.Term] = []
        while true {
            guard let word = arguments.peek else { break }
            if word.lowercasedASCII == "or" || word == "||" {
                guard !terms.isEmpty else { throw Refusal("there is no condition before \(quoted(word))") }
                _ = try arguments.next("")
                alternatives.append(terms)
                terms = []
            } else {
                terms.append(try term(&arguments, phase))
            }
        }
        guard !terms.isEmpty else {
            throw Refusal(
                alternatives.isEmpty
                    ? "a condition must follow '\(isNegated ? "unless" : "if")'"
                    : "a condition must follow the last 'or'")
        }
        return Condition(isNegated: isNegated, alternatives: alternatives + [terms])
    }

    /// `[!] NAME` or `[!] { TEST }`.
    private mutating func term(_ arguments: inout Arguments, _ phase: Phases) throws(Refusal) -> Condition.Term {
        var isNegated = false
        while true {
            var name = try arguments.next("a condition after '!'").bytes[...]
            while name.first == UInt8(ascii: "!") {
                isNegated.toggle()
                name = name.dropFirst()
            }
            guard !name.isEmpty else { continue }
            let text = String(decoding: name, as: UTF8.self)
            let acl = text == "{" ? try anonymousACL(&arguments) : try namedACL(text, &arguments)
            if !acls[acl].tests.contains(where: { !FetchKeyword.phases(of: $0.fetch).isDisjoint(with: phase) }) {
                let what = text == "{" ? "the condition in braces" : quoted(text)
                arguments.warn("\(what) never holds here: there is no such value at this time")
            }
            return Condition.Term(acl: acl, isNegated: isNegated)
        }
    }

    private mutating func anonymousACL(_ arguments: inout Arguments) throws(Refusal) -> Int {
        var words: [Word] = []
        while true {
            let word = try arguments.next("the '}' that closes '{' (with blanks around it)")
            if word.text == "}" { break }
            words.append(word)
        }
        let test = try ACLReader.read(words[...], scope, &arguments)
        acls.append(ACL(name: "", tests: [test], location: arguments.location))
        return acls.count - 1
    }

    private mutating func namedACL(_ name: String, _ arguments: inout Arguments) throws(Refusal) -> Int {
        if let index = aclNames[name] { return index }
        for predefined in PredefinedACL.all where predefined.name == name {
            let words = predefined.words.split(separator: " ").map { Word(String($0)) }
            return try declareACL(name, words[...], &arguments)
        }
        let candidates = acls.prefix(200).map { $0.name } + PredefinedACL.all.map { $0.name }
        for refused in PredefinedACL.refused where refused.contains(name) {
            throw Refusal("the ACL '\(name)' is not supported by clusterd: \(refused.reason)")
        }
        throw Refusal(
            "there is no ACL \(quoted(name)) above this line" + hint(name, among: candidates))
    }

    /// Adds a test to the ACL of that name: it holds when one of its tests does.
    mutating func declareACL(
        _ name: String, _ words: ArraySlice<Word>, _ arguments: inout Arguments
    ) throws(Refusal) -> Int {
        let test = try ACLReader.read(words, scope, &arguments)
        if let index = aclNames[name] {
            acls[index].tests.append(test)
            return index
        }
        acls.append(ACL(name: name, tests: [test], location: arguments.location))
        aclNames[name] = acls.count - 1
        return acls.count - 1
    }

    /// `acl NAME TEST…`.
    mutating func readACL(_ arguments: inout Arguments) throws(Refusal) {
        let name = try arguments.next("a name and a test")
        guard forbiddenByte(in: name.bytes) == nil else {
            throw Refusal("the name of an ACL is made of letters, digits and '_.:-', not \(quoted(name.text))")
        }
        guard name.text.lowercasedASCII != "or" else {
            throw Refusal("an ACL cannot be called 'or': in conditions that is an alternative")
        }
        let words = arguments.words[2...]
        arguments.skipAll()
        _ = try declareACL(name.text, words, &arguments)
    }
}

extension String {
    /// With A to Z made small.
    var lowercasedASCII: String { String(decoding: utf8.map { $0.lowercased }, as: UTF8.self) }
}
