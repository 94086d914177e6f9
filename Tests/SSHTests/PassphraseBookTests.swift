import Synchronization
import Testing

@testable import SSH

@Suite("The passphrase book")
struct PassphraseBookTests {
    /// Counts prompts, and those that are open at once.
    private final class Operator: Sendable {
        struct Counts: Equatable {
            var open = 0
            var mostOpen = 0
            var asked: [String: Int] = [:]
        }
        let counts = Mutex(Counts())

        func answer(_ file: String) async -> String? {
            counts.withLock {
                $0.open += 1
                $0.mostOpen = max($0.mostOpen, $0.open)
                $0.asked[file, default: 0] += 1
            }
            try? await Task.sleep(for: .milliseconds(5))
            counts.withLock { $0.open -= 1 }
            return file == "c" ? nil : "secret of \(file)"
        }
    }

    @Test("asks once for each file, one at a time, and remembers a refusal too")
    func once() async {
        let book = PassphraseBook()
        let human = Operator()
        await withTaskGroup { group in
            for index in 0..<30 {
                let file = ["a", "b", "c"][index % 3]
                group.addTask {
                    let answer = await book.passphrase(of: file) { await human.answer($0) }
                    #expect(answer == (file == "c" ? nil : "secret of \(file)"))
                }
            }
        }
        #expect(human.counts.withLock { $0 } == .init(open: 0, mostOpen: 1, asked: ["a": 1, "b": 1, "c": 1]))
    }
}
