/// Reads files into statements, following `include`.
struct SyntaxReader {
    private let files: SourceFiles
    private var tree = StatementTree()
    private var openFiles: [String] = []
    /// Files read and includes followed, whether they found something or not.
    private var fileCount = 0
    private var lineCount = 0
    private var byteCount = 0
    private(set) var readFiles: [String] = []
    var diagnostics = Diagnostics()

    init(files: SourceFiles) { self.files = files }

    /// The statements of `path` and all that it includes.
    mutating func statements(of path: String) -> [Statement] {
        let start = SourceLocation(file: path, line: 1)
        diagnostics.began(path)
        switch read(path) {
        case .failure(let failure): diagnostics.error(start, "cannot be read: \(failure.reason)")
        case .success(let content): readFile(path, content, from: start)
        }
        return tree.finish(&diagnostics)
    }

    private mutating func read(_ path: String) -> Result<[UInt8], SourceFiles.Failure> {
        fileCount += 1
        return files.read(path, Limit.bytes - byteCount)
    }

    private mutating func readFile(_ path: String, _ content: [UInt8], from location: SourceLocation) {
        guard byteCount + content.count <= Limit.bytes else {
            let message = "the configuration is larger than \(Limit.bytes >> 20) MiB: \(quotedPath(path)) is not read"
            return diagnostics.error(location, message)
        }
        byteCount += content.count
        diagnostics.began(path)
        readFiles.append(path)
        openFiles.append(path)
        defer { openFiles.removeLast() }
        let isMarked = content.starts(with: [0xEF, 0xBB, 0xBF])
        var number = 0
        for raw in content.dropFirst(isMarked ? 3 : 0).split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            guard lineCount < Limit.lines else { return refuseMoreLines(SourceLocation(file: path, line: number)) }
            lineCount += 1
            readLine(raw, SourceLocation(file: path, line: number))
        }
    }

    private mutating func refuseMoreLines(_ location: SourceLocation) {
        guard lineCount == Limit.lines else { return }
        lineCount += 1
        diagnostics.error(location, "the configuration has more than \(Limit.lines) lines: the rest is not read")
    }

    private mutating func readLine(_ raw: ArraySlice<UInt8>, _ location: SourceLocation) {
        guard let line = Line(raw, at: location, &diagnostics) else { return }
        if let directive = IncludeDirective(line.text) { return include(directive, location) }
        if let refusal = refusedSyntax(line.text) { return diagnostics.error(location, refusal) }
        guard !line.spillsSecret else {
            return diagnostics.error(
                location,
                "a brace after a password: keepalived would end the password there. Quote a password that has braces, "
                    + "and write what follows it on a line of its own")
        }
        for segment in line.segments { tree.add(segment, at: location, &diagnostics) }
    }

    private mutating func include(_ directive: IncludeDirective, _ location: SourceLocation) {
        guard !directive.pattern.isEmpty, !directive.pattern.hasPrefix("\"") else {
            let message =
                "'include' wants a file name or pattern, without quotes (keepalived takes them for part of it)"
            return diagnostics.error(location, message)
        }
        guard fileCount < Limit.files else {
            return diagnostics.error(
                location, "includes reach over more than \(Limit.files) files: the rest is not read")
        }
        guard let patterns = directive.patterns(relativeTo: directory(of: location.file)) else {
            return diagnostics.error(location, "the braces of this include mean more than \(Limit.patterns) files")
        }
        var isFound = false
        fileCount += 1
        for pattern in patterns {
            let paths = hasWildcard(pattern) ? files.matches(pattern) : [pattern]
            for path in paths { isFound = includeFile(path, pattern, directive, location) || isFound }
        }
        if !isFound, patterns.allSatisfy(hasWildcard), directive.checks.contains(.wildcardMatch) {
            diagnostics.error(location, "no file matches \(quotedPath(directive.pattern))")
        }
    }

    /// - Returns: whether there is such a file.
    private mutating func includeFile(
        _ path: String, _ pattern: String, _ directive: IncludeDirective, _ location: SourceLocation
    ) -> Bool {
        guard !openFiles.contains(path) else {
            let message = "\(quotedPath(path)) includes itself: \(chain(to: path))"
            diagnostics.error(location, message)
            return true
        }
        guard openFiles.count < Limit.includeDepth, fileCount < Limit.files else {
            let limit = openFiles.count < Limit.includeDepth ? "\(Limit.files) files" : "\(Limit.includeDepth) levels"
            diagnostics.error(location, "includes reach over more than \(limit): \(quotedPath(path)) is not read")
            return true
        }
        switch read(path) {
        case .success(let content):
            readFile(path, content, from: location)
            return true
        case .failure(let failure):
            let message = "the included file \(quotedPath(path)) cannot be read: \(failure.reason)"
            let isError = directive.isMandatory(isLiteral: !hasWildcard(pattern))
            if isError { diagnostics.error(location, message) } else { diagnostics.warning(location, message) }
            return false
        }
    }

    private func chain(to path: String) -> String {
        let start = openFiles.firstIndex(of: path) ?? 0
        return (openFiles[start...] + [path]).map { printable($0, limit: 1024) }.joined(separator: " → ")
    }
}

extension IncludeDirective {
    /// Whether a file that cannot be read is an error.
    fileprivate func isMandatory(isLiteral: Bool) -> Bool {
        if !isLiteral { return checks.contains(.readable) }
        return checks.contains(pattern.utf8.contains(UInt8(ascii: "{")) ? .braceMatch : .match)
    }
}

/// Why a line of keepalived's advanced configuration (keepalived.conf(5), "ADVANCED CONFIGURATION") is refused.
private func refusedSyntax(_ text: [UInt8]) -> String? {
    let advice = "write out what it stands for"
    switch text[0] {
    case UInt8(ascii: "@"): return "clusterd does not support conditional configuration ('@'): \(advice)"
    case UInt8(ascii: "~") where text.starts(with: Array("~SEQ".utf8)) || text.starts(with: Array("~LST".utf8)):
        return "clusterd does not support '~SEQ' and '~LST': \(advice)"
    case UInt8(ascii: "$"):
        let rest = text.dropFirst().drop { isNameByte($0) }.drop { $0.isBlank }
        if rest.first == UInt8(ascii: "=") { return "clusterd does not support definitions ('$NAME='): \(advice)" }
    default: break
    }
    guard let name = predefined(in: text) else { return nil }
    return "clusterd does not support the pre-defined '${\(name)}': \(advice)"
}

private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
}

/// The first definition that keepalived itself makes and the line uses.
private func predefined(in text: [UInt8]) -> String? {
    for index in text.indices where text[index] == UInt8(ascii: "$") {
        let rest = text[(index + 1)...]
        let name = (rest.first == UInt8(ascii: "{") ? rest.dropFirst() : rest).prefix(while: isNameByte)
        let word = String(decoding: name, as: UTF8.self)
        if ["_PWD", "_INSTANCE", "_RANDOM", "_HASH", "_BANG"].contains(word) { return word }
    }
    return nil
}
