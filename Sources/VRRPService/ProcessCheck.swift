import KeepalivedConf
import Linux
import VRRP

/// What a `vrrp_track_process` has come to: which processes run, and whether they are enough. Pure: time comes in.
struct ProcessCheck {
    private(set) var process: TrackedProcess
    let pattern: ProcessPattern
    private(set) var running: Set<Int32> = []
    /// What counts, after the delays.
    private(set) var isUp: Bool
    /// When the present number, if it stays, counts.
    private(set) var deadline: Instant?

    /// - Parameter running: those that run already, which count at once.
    init(_ process: TrackedProcess, running: Set<Int32>) {
        self.process = process
        pattern = ProcessPattern(process)
        isUp = false
        self.running = running
        isUp = isEnough
    }

    /// What becomes of it when a reload writes it anew, whatever line it stands in now; nil if other processes are meant.
    func adopting(_ process: TrackedProcess, _ now: Instant) -> ProcessCheck? {
        guard ProcessPattern(process) == pattern else { return nil }
        var adopted = self
        adopted.process = process
        _ = adopted.judge(now)
        return adopted
    }

    /// Whether as many run as should.
    private var isEnough: Bool {
        running.count >= process.quorum && process.quorumMaximum.map { running.count <= $0 } ?? true
    }

    /// - Returns: whether what counts has changed.
    mutating func appeared(_ number: Int32, _ now: Instant) -> Bool {
        running.insert(number).inserted ? judge(now) : false
    }

    mutating func vanished(_ number: Int32, _ now: Instant) -> Bool {
        running.remove(number) == nil ? false : judge(now)
    }

    mutating func judge(_ now: Instant) -> Bool {
        guard isEnough != isUp else {
            deadline = nil
            return false
        }
        let delay = isEnough ? process.forkDelay : process.terminateDelay
        let due = deadline ?? now + delay
        guard due <= now else {
            deadline = due
            return false
        }
        deadline = nil
        isUp = isEnough
        return true
    }
}

extension ProcessPattern {
    /// Which processes a `vrrp_track_process` means.
    init(_ process: TrackedProcess) {
        let match: ParameterMatch? =
            switch process.parameterMatch {
            case .none: nil
            case .exact: .exact
            case .initial: .initial
            case .partial: .partial
            }
        self.init(
            process.process, parameters: process.parameters, match: match, fullCommand: process.matchesFullCommand)
    }
}
