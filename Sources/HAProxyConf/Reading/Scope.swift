/// What names of a proxy's lines can refer to.
struct Scope {
    let pages: PageFiles
    let sockets: SocketCount
    /// Every `backend` and `listen` of the file, also those that come later, by name.
    let backends: [String: Int]
    /// The same names in the order of the file.
    let backendNames: [String]
    /// The server side of the proxy that is read.
    let ownBackend: Int?

    /// The index of a backend.
    func backend(_ name: Word) throws(Refusal) -> Int {
        if let index = backends[name.text] { return index }
        let message = "there is no backend \(quoted(name.text))"
        throw Refusal(message + hint(name.text, among: Array(backendNames.prefix(200))))
    }
}

/// The files that lines name, each read once.
final class PageFiles {
    private let files: SourceFiles
    private var contents: [String: Result<[UInt8], SourceFiles.Failure>] = [:]
    private var messages: [String: [UInt8]] = [:]
    private var byteCount = 0

    init(_ files: SourceFiles) { self.files = files }

    /// The content of a file that is sent as it is.
    func content(of path: String) throws(Refusal) -> [UInt8] {
        let name = "the file '\(printable(path, limit: 1024))'"
        guard byteCount < Limit.allPageBytes else {
            throw Refusal("\(name) is not read: all files together are larger than \(Limit.allPageBytes >> 20) MiB")
        }
        let result = contents[path] ?? files.read(path, Limit.pageBytes)
        if contents.updateValue(result, forKey: path) == nil, case .success(let content) = result {
            byteCount += content.count
        }
        switch result {
        case .failure(let failure): throw Refusal("\(name) cannot be read: \(failure.reason)")
        case .success(let content) where content.count > Limit.pageBytes:
            throw Refusal("\(name) is larger than \(Limit.pageBytes) bytes (HAProxy's buffer)")
        case .success(let content): return content
        }
    }

    /// The whole response that a file holds.
    func errorPage(_ path: String, status: Int, at location: SourceLocation) throws(Refusal) -> ErrorPage {
        if let message = messages[path] { return ErrorPage(status: status, message: message, location: location) }
        let message = try ErrorPageReader.message(try content(of: path), path)
        messages[path] = message
        return ErrorPage(status: status, message: message, location: location)
    }
}

extension Arguments {
    /// A regular expression.
    func regularExpression(_ pattern: [UInt8], ignoresCase: Bool = false) throws(Refusal) -> RegularExpression {
        do throws(RegularExpression.Fault) {
            return try RegularExpression(pattern, ignoresCase: ignoresCase)
        } catch {
            throw Refusal("the regular expression \(quoted(pattern)) is not taken: \(error.reason)")
        }
    }
}
