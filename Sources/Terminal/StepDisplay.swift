import Foundation
import Synchronization

/// Shows steps on standard error: lines that live in a terminal, plain lines elsewhere.
package final class StepDisplay: Sendable {
    private struct State {
        var lines = StepLines()
        /// How many lines of the terminal are drawn and will be drawn over.
        var drawn = 0
        var isFinished = false
    }

    private let state = Mutex(State())
    private let isLive: Bool
    private let style: Style
    private let start = ContinuousClock.now

    /// - Parameter isLive: whether standard error is a terminal that can be drawn over.
    package init(isLive: Bool, style: Style) {
        self.isLive = isLive
        self.style = style
        guard isLive else { return }
        Task { [weak self] in
            while let self, self.redraw() {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private var time: Duration { ContinuousClock.now - start }

    package func began(_ host: String, _ step: String) {
        state.withLock { state in
            state.lines.began(host, step, at: time)
            draw(&state)
        }
    }

    package func ended(_ host: String, _ step: String) { tell { $0.ended(host, step, at: time) } }
    package func failed(_ host: String, _ step: String) { tell { $0.failed(host, step, at: time) } }

    private func tell(_ change: (inout StepLines) -> String) {
        state.withLock { state in
            let line = change(&state.lines)
            if isLive { draw(&state) } else { write(line + "\n") }
        }
    }

    /// A line that stays, above the live ones.
    package func note(_ text: String) {
        state.withLock { state in
            erase(&state)
            write(text + "\n")
            draw(&state)
        }
    }

    /// Leaves the last state on the screen; nothing is drawn after that.
    package func finish() {
        state.withLock { state in
            draw(&state)
            state.isFinished = true
        }
    }

    private func redraw() -> Bool {
        state.withLock { state in
            if !state.isFinished { draw(&state) }
            return !state.isFinished
        }
    }

    private func draw(_ state: inout State) {
        guard isLive, !state.isFinished, !PassphrasePrompt.isOpen else { return }
        let lines = state.lines.lines(at: time, style: style)
        let up = state.drawn > 0 ? "\u{1B}[\(state.drawn)A" : ""
        write(up + lines.map { "\r\u{1B}[K\($0)\n" }.joined())
        state.drawn = lines.count
    }

    private func erase(_ state: inout State) {
        guard isLive, state.drawn > 0 else { return }
        write("\u{1B}[\(state.drawn)A\u{1B}[J")
        state.drawn = 0
    }

    private func write(_ text: String) { StandardError.write(text) }
}
