import Linux

/// The words after a command, taken apart: options with a value, options without, and nothing else.
struct Arguments {
    struct Refusal: Error {
        let text: String
    }

    private var values: [String: String] = [:]
    private var flags: Set<String> = []

    /// - Parameters:
    ///   - valued: options that take a value: `-f FILE`, `--socket=PATH`.
    ///   - plain: options that take none.
    init(_ words: [String], valued: Set<String>, plain: Set<String>) throws(Refusal) {
        var rest = words[...]
        while let word = rest.popFirst() {
            let (name, attached) = Self.split(word)
            if plain.contains(word) {
                flags.insert(word)
            } else if valued.contains(name) {
                guard let value = attached ?? rest.popFirst() else { throw Refusal(text: "\(name) needs a value") }
                guard values.updateValue(value, forKey: name) == nil else {
                    throw Refusal(text: "\(name) is given twice")
                }
            } else {
                throw Refusal(text: "there is no option '\(word)'")
            }
        }
    }

    private static func split(_ word: String) -> (String, String?) {
        guard word.hasPrefix("--"), let end = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<end]), String(word[word.index(after: end)...]))
    }

    subscript(name: String) -> String? { values[name] }
    func has(_ flag: String) -> Bool { flags.contains(flag) }
}

extension Arguments {
    /// What this process was called with, without its own name; nil if it cannot be known. (Embedded Swift has no
    /// `CommandLine`.)
    static var ofProcess: [String]? {
        guard let bytes = try? File.read("/proc/self/cmdline", limit: 4 << 20) else { return nil }
        // Each ends with a zero.
        return bytes.split(separator: 0, omittingEmptySubsequences: false).dropFirst().dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
