import HAProxyConf
import HTTP1

extension RuleProgram {
    /// Writes a format into the free room of the message's buffer.
    ///
    /// - Parameters:
    ///   - escaping: for values of the message and of the connection; literals were escaped when they were compiled.
    ///   - groups: of a match, as places of the buffer: where group n begins (2n) and ends (2n + 1).
    /// - Returns: where it stands; nil if there was no room for it.
    func write(
        _ format: CompiledFormat, _ escaping: Escaping, _ phase: RulePhase, _ context: RuleContext,
        _ head: borrowing MessageHead, _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>,
        usable: Span<Int32>, groups: InlineArray<20, Int32> = .init(repeating: -1)
    ) -> Range<Int>? {
        var writer = edits.writer
        let start = writer.position
        for index in format.pieces.range {
            let piece = pieces[index]
            switch piece.kind {
            case .literal: writer.bytes(piece.literal.range, of: arena.span, to: &buffer)
            case .frontendName: name(context.frontend, of: nil, context, &writer, &buffer)
            case .backendName: name(context.frontend, of: context.backend, context, &writer, &buffer)
            case .serverName: serverName(context, &writer, &buffer)
            case .hostName: writer.bytes(constants.hostName.range, of: arena.span, to: &buffer)
            case .group:
                let (from, to) = (groups[2 * Int(piece.group)], groups[2 * Int(piece.group) + 1])
                if from >= 0 && to >= from { writer.escaped(Int(from)..<Int(to), escaping, within: &buffer) }
            case .fetch:
                let value = value(piece.fetch, phase, context, head, edits, buffer.span, usable)
                write(value, escaping, &writer, &buffer)
            }
        }
        edits.writer = writer
        // Places of a head end there.
        guard !writer.isOverfull, writer.position <= MessageHead.maximumLength else { return nil }
        return start..<writer.position
    }

    private func write(
        _ value: FetchedValue, _ escaping: Escaping, _ writer: inout HeadWriter, _ buffer: inout MutableSpan<UInt8>
    ) {
        switch value {
        case .missing: break
        case .truth(let truth): writer.byte(truth ? 0x31 : 0x30, to: &buffer)
        case .number(let number):
            if number < 0 { writer.byte(UInt8(ascii: "-"), to: &buffer) }
            writer.decimal(UInt64(number.magnitude), to: &buffer)
        case .address(let address): writer.address(address, to: &buffer)
        case .text(let range): writer.escaped(range, escaping, within: &buffer)
        case .constant(let slice): writer.bytes(slice.range, of: arena.span, to: &buffer)
        }
    }

    /// The backend's name, or without one the frontend's.
    private func name(
        _ frontend: Int, of backend: Int?, _ context: RuleContext, _ writer: inout HeadWriter,
        _ buffer: inout MutableSpan<UInt8>
    ) {
        let name = if let backend { backends[backend].name } else { frontends[frontend].name }
        writer.bytes(name.range, of: arena.span, to: &buffer)
    }

    private func serverName(
        _ context: RuleContext, _ writer: inout HeadWriter, _ buffer: inout MutableSpan<UInt8>
    ) {
        var name = constants.noServer
        if let backend = context.backend, let server = context.server {
            let names = backends[backend].serverNames
            precondition(server >= 0 && server < Int(names.count), "no such server in the backend")
            name = serverNames[Int(names.start) + server]
        }
        writer.bytes(name.range, of: arena.span, to: &buffer)
    }
}

extension HeadWriter {
    /// Writes bytes of the same buffer, and for those that must not stand there `%` and two digits.
    mutating func escaped(_ range: Range<Int>, _ escaping: Escaping, within output: inout MutableSpan<UInt8>) {
        var start = range.lowerBound
        for position in range where escaping.mustEscape(output[position]) {
            let byte = output[position]
            bytes(start..<position, within: &output)
            self.byte(UInt8(ascii: "%"), to: &output)
            self.byte(hexadecimalDigit(byte &>> 4), to: &output)
            self.byte(hexadecimalDigit(byte & 0xF), to: &output)
            start = position + 1
        }
        bytes(start..<range.upperBound, within: &output)
    }
}
