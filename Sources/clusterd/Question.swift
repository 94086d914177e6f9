import Linux

/// A question to a daemon that runs.
enum Question {
    /// The first line of an answer is its exit status.
    ///
    /// - Parameter patience: seconds.
    static func ask(_ question: String, at socket: String, patience: Int, daemon: String) -> Outcome {
        do throws(LinuxError) {
            let connection = try UnixConnection(to: socket, patience: patience)
            try connection.writeAll(Array((question + "\n").utf8).span)
            let answer = String(decoding: try connection.readToEnd(limit: 16 << 20), as: UTF8.self)
            guard let end = answer.firstIndex(of: "\n"), let status = Int32(answer[..<end]) else {
                return .fail("\(socket): the daemon gave no answer")
            }
            let text = String(answer[answer.index(after: end)...])
            return status == 0 ? Outcome(output: text) : Outcome(status: status, errors: text)
        } catch {
            return .fail("\(error) (does \(daemon) run?)")
        }
    }
}
