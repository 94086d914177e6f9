/// Puts segments together into statements with blocks. Blocks may begin in one file and end in another.
struct StatementTree {
    private struct Frame {
        /// The statement whose block this is; nil for the top and for a block that nothing opened.
        var opener: Statement?
        var opened: SourceLocation?
        var statements: [Statement] = []
        /// Whether a `{` now would open the block of the last statement.
        var canOpen = false
    }

    private var frames = [Frame()]
    /// How many blocks deeper than the limit are open: what they hold is skipped.
    private var skippedDepth = 0

    mutating func add(_ segment: Segment, at location: SourceLocation, _ diagnostics: inout Diagnostics) {
        switch segment {
        case .words(let text): addWords(text, location, &diagnostics)
        case .open: open(location, &diagnostics)
        case .close: close(location, &diagnostics)
        }
    }

    /// The statements of the top, once everything is read.
    mutating func finish(_ diagnostics: inout Diagnostics) -> [Statement] {
        while frames.count > 1 {
            let frame = frames.removeLast()
            if let opened = frame.opened {
                let name = frame.opener.map { "of \(quoted($0.keyword)) " } ?? ""
                diagnostics.error(opened, "the block \(name)opened here is not closed: add the missing '}'")
            }
            attach(frame)
        }
        return frames[0].statements
    }

    private mutating func addWords(_ text: [UInt8], _ location: SourceLocation, _ diagnostics: inout Diagnostics) {
        guard skippedDepth == 0 else { return }
        let words: [[UInt8]]
        do throws(QuotingFailure) { words = try plainWords(text) } catch {
            // A command may quote what keepalived's other lines cannot: its reader splits the text again.
            guard let command = try? CommandWords.split(text) else { return diagnostics.error(location, error.message) }
            words = command
        }
        let statement = Statement(
            location: location, text: String(decoding: text, as: UTF8.self),
            words: words.map { String(decoding: $0, as: UTF8.self) })
        frames[frames.count - 1].statements.append(statement)
        frames[frames.count - 1].canOpen = true
    }

    private mutating func open(_ location: SourceLocation, _ diagnostics: inout Diagnostics) {
        guard skippedDepth == 0, frames.count <= Limit.blockDepth else {
            if skippedDepth == 0 {
                diagnostics.error(location, "blocks nest deeper than \(Limit.blockDepth): what is deeper is not read")
            }
            skippedDepth += 1
            return
        }
        let top = frames.count - 1
        if frames[top].canOpen, let opener = frames[top].statements.popLast() {
            frames[top].canOpen = false
            frames.append(Frame(opener: opener, opened: opener.location))
        } else {
            diagnostics.error(location, "unexpected '{': a block needs its keyword before it")
            frames.append(Frame(opener: nil, opened: location))
        }
    }

    private mutating func close(_ location: SourceLocation, _ diagnostics: inout Diagnostics) {
        if skippedDepth > 0 {
            skippedDepth -= 1
        } else if frames.count > 1 {
            attach(frames.removeLast())
        } else {
            diagnostics.error(location, "unexpected '}': no block is open here")
        }
    }

    private mutating func attach(_ frame: Frame) {
        guard var statement = frame.opener else { return }
        statement.block = frame.statements
        frames[frames.count - 1].statements.append(statement)
        frames[frames.count - 1].canOpen = false
    }
}
