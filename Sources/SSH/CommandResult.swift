/// How a remote command ended, and what it said.
package struct CommandResult: Hashable, Sendable {
    package enum Ending: Hashable, Sendable {
        case exited(Int)
        /// The signal's name without `SIG` (RFC 4254 §6.10).
        case signalled(String)
    }

    package var ending: Ending
    package var output: [UInt8]
    package var errorOutput: [UInt8]

    package init(ending: Ending, output: [UInt8] = [], errorOutput: [UInt8] = []) {
        self.ending = ending
        self.output = output
        self.errorOutput = errorOutput
    }

    package var succeeded: Bool { ending == .exited(0) }
    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
}
