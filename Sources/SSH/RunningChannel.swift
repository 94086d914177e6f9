/// One channel at work: carries a pipe's input to the host and the host's output to the pipe.
///
/// Used by its connection's thread only.
final class RunningChannel {
    let pipe: ChannelPipe
    private let channel: Channel
    private var phase = Phase.starting

    private var input: [UInt8] = []
    private var inputSent = 0
    private var isInputEnded = false
    private var output: [UInt8] = []
    private var errorOutput: [UInt8] = []

    private enum Phase { case starting, running, closing, closed }

    /// What one channel may read before the next has its turn.
    private static let share = 1 << 20
    /// Standard error that is kept of a command whose output is streamed.
    private static let errorOutputLimit = 1 << 20

    init(pipe: ChannelPipe, channel: consuming Channel) {
        self.pipe = pipe
        self.channel = channel
        if case .connection = pipe.purpose { note(phase: .running) }
    }

    var isClosed: Bool { phase == .closed }
    /// Whether its caller still waits for the end.
    var isAtWork: Bool { phase == .starting || phase == .running }
    /// Whether the host has been asked to run the command, and may be doing so.
    private(set) var isAsked = false

    private func note(phase: Phase) {
        self.phase = phase
        if phase == .running { pipe.noteStarted() }
    }

    /// Stops caring: the caller is told why, the host that the channel is closed.
    func abandon(_ reason: SSHError.Reason) {
        pipe.fail(reason)
        phase = .closing
    }

    /// Does what can be done now.
    /// - Returns: Whether anything was.
    /// - Throws: What ends the whole connection.
    func step(_ wire: Wire, buffer: inout [UInt8]) throws(LibSSH2Error) -> Bool {
        switch phase {
        case .starting: try start()
        case .running: try exchange(wire, buffer: &buffer)
        case .closing: try close()
        case .closed: false
        }
    }

    private func start() throws(LibSSH2Error) -> Bool {
        guard case .command(let command, let mark) = pipe.purpose else { return false }
        isAsked = true
        do throws(LibSSH2Error) {
            guard try channel.execute(command.commandLine(marked: mark)) else { return false }
        } catch {
            guard error.isDeniedRequest else { throw error }
            abandon(.refusedChannel(title: pipe.title, problem: error.text))
            return true
        }
        note(phase: .running)
        return true
    }

    private func exchange(_ wire: Wire, buffer: inout [UInt8]) throws(LibSSH2Error) -> Bool {
        let wrote = try writeInput(wire)
        if try isHeldUp() { return wrote }
        var read = false
        for stream in [Channel.Stream.output, .errorOutput] {
            read = try take(stream, buffer: &buffer) || read
        }
        if phase == .running && !read { return try finishIfEnded() || wrote }
        return wrote || read
    }

    /// Whether the host has to wait until output is read. To read either stream would tell it to go on (libssh2 widens
    /// the window for what it has taken in, read or not), so this only looks whether the host is done, which lets in
    /// what arrives for others.
    private func isHeldUp() throws(LibSSH2Error) -> Bool {
        guard pipe.isCongested else { return false }
        guard try channel.pump() else { return true }
        return try !channel.isClosedByHost()
    }

    private func writeInput(_ wire: Wire) throws(LibSSH2Error) -> Bool {
        var wrote = false
        while !isInputEnded && !wire.isCrowded {
            if inputSent == input.count {
                guard let next = pipe.takeInput() else { break }
                (input, inputSent) = (next, 0)
                if next.isEmpty { continue }
            }
            guard let count = try writeSome() else { return wrote }
            inputSent += count
            pipe.noteTaken(count)
            wrote = true
        }
        guard !isInputEnded && inputSent == input.count && pipe.isInputFinished else { return wrote }
        input = []
        inputSent = 0
        isInputEnded = try channel.sendEnd()
        return wrote || isInputEnded
    }

    /// Input for a command that has closed its standard input goes nowhere, as in a broken pipe.
    private func writeSome() throws(LibSSH2Error) -> Int? {
        let rest = inputSent..<input.count
        let result = unsafe input.withUnsafeBytes { bytes -> Result<Int?, LibSSH2Error> in
            do throws(LibSSH2Error) {
                return .success(try unsafe channel.write(UnsafeRawBufferPointer(rebasing: bytes[rest])))
            } catch {
                return .failure(error)
            }
        }
        if case .failure(let error) = result, error.isClosedChannel { return rest.count }
        return try result.get()
    }

    private func take(_ stream: Channel.Stream, buffer: inout [UInt8]) throws(LibSSH2Error) -> Bool {
        var total = 0
        while total < Self.share && phase == .running {
            let result = unsafe buffer.withUnsafeMutableBytes { space -> Result<Channel.Reading, LibSSH2Error> in
                do throws(LibSSH2Error) { return .success(try unsafe channel.read(stream, into: space)) } catch {
                    return .failure(error)
                }
            }
            guard case .bytes(let count) = try result.get() else { break }
            total += count
            keep(buffer[..<count], of: stream)
        }
        return total > 0
    }

    private func keep(_ bytes: ArraySlice<UInt8>, of stream: Channel.Stream) {
        switch (pipe.keeping, stream) {
        case (.streamed, .output):
            pipe.deliver(Array(bytes))
        case (.streamed, .errorOutput):
            errorOutput += bytes
            if errorOutput.count > 2 * Self.errorOutputLimit {
                errorOutput.removeFirst(errorOutput.count - Self.errorOutputLimit)
            }
        case (.whole(let limit), _):
            if stream == .output { output += bytes } else { errorOutput += bytes }
            if output.count + errorOutput.count > limit {
                abandon(.tooMuchOutput(title: pipe.title, limit: limit))
            }
        }
    }

    /// A command has ended when the host closes the channel: its exit status comes before that, and may come after the
    /// end of its output. A connection has ended when the peer sends no more.
    private func finishIfEnded() throws(LibSSH2Error) -> Bool {
        guard channel.isAtEnd else { return false }
        if case .command = pipe.purpose {
            guard try channel.isClosedByHost() else { return false }
        }
        if pipe.keeping == .streamed { errorOutput = errorOutput.suffix(Self.errorOutputLimit) }
        pipe.complete(.success(CommandResult(ending: channel.ending, output: output, errorOutput: errorOutput)))
        (output, errorOutput) = ([], [])
        phase = .closing
        return true
    }

    private func close() throws(LibSSH2Error) -> Bool {
        (input, output, errorOutput) = ([], [], [])
        guard try channel.close() else { return false }
        phase = .closed
        return true
    }
}
