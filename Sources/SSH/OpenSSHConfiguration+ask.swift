import Subprocess

extension OpenSSHConfiguration {
    /// `ssh -G`, which reads the configuration and connects to nothing.
    static func arguments(for destination: SSHDestination, policy: SSHPolicy) -> [String] {
        var arguments = ["-G"]
        if !policy.usesOpenSSHConfiguration {
            arguments += ["-F", "none"]
        } else if let file = policy.configurationFile {
            arguments += ["-F", file]
        }
        if let port = destination.port { arguments += ["-p", String(port)] }
        if let user = destination.user { arguments += ["-l", user] }
        return arguments + ["--", destination.address]
    }

    static func ask(
        _ destination: SSHDestination, policy: SSHPolicy, program: String = "ssh"
    ) async throws(SSHError.Reason.Thrown) -> OpenSSHConfiguration {
        let arguments = arguments(for: destination, policy: policy)
        let result: (succeeded: Bool, output: String, problem: String)
        do {
            let run = try await Subprocess.run(
                .name(program), arguments: Arguments(arguments), output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 16))
            result = (run.terminationStatus.isSuccess, run.standardOutput, run.standardError)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .init(.noSSHProgram)
        } catch {
            if Task.isCancelled { throw .init(.cancelled(title: "connect")) }
            throw .init(.configuration(problem: "ssh \(arguments.joined(separator: " ")): \(error)"))
        }
        guard result.succeeded, let configuration = OpenSSHConfiguration(parsing: result.output) else {
            throw .init(
                .configuration(problem: "ssh \(arguments.joined(separator: " ")) said: \(result.problem.oneLine)"))
        }
        return configuration
    }
}

extension String {
    /// The text on one line, for an error's sentence.
    var oneLine: String {
        split(whereSeparator: \.isNewline).map { $0.trimmingSuffix { $0 == " " } }.joined(separator: "; ")
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(_ isSpace: (Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, isSpace(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}
