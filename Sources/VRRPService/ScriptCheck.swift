import KeepalivedConf
import VRRP

/// What a `vrrp_script` has come to: its runs counted as keepalived counts them. Pure: time and results come in.
struct ScriptCheck {
    enum State: Hashable {
        /// No run has ended yet.
        case unknown
        case up
        case down
    }

    private(set) var script: VRRPScript
    private(set) var state: State
    /// Came with a reload: it is no fault as long as nothing is known of it.
    private let isTrustedFirst: Bool
    /// Results in a row that contradict the state.
    private var contrary = 0
    /// When it is run next; nil while it runs.
    private(set) var nextRun: Instant?
    /// When the present run has taken too long.
    private(set) var timesOutAt: Instant?
    /// The present run was ended because it took too long.
    private(set) var hasTimedOut = false
    /// The child of the present run.
    private(set) var child: UInt32?

    /// - Parameter isTrustedFirst: whether it is taken to be up where it has no weight until its first run has ended: a
    ///   master must not give its addresses up because a reload has it track something more.
    init(_ script: VRRPScript, isTrustedFirst: Bool = false, now: Instant) {
        self.script = script
        self.isTrustedFirst = isTrustedFirst
        state = script.startsFailed ? .down : .unknown
        nextRun = now
    }

    /// What becomes of it when a reload writes it anew: what it has come to stays true until its next run, whatever line
    /// it stands in now. Another command is run at once.
    func adopting(_ script: VRRPScript, now: Instant) -> ScriptCheck {
        var adopted = self
        adopted.script = script
        let (new, old) = (script.command, self.script.command)
        guard new.arguments != old.arguments || new.user != old.user else {
            adopted.nextRun = nextRun.map { min($0, now + script.interval) }
            return adopted
        }
        adopted.child = nil
        adopted.timesOutAt = nil
        adopted.following = nil
        adopted.hasTimedOut = false
        adopted.nextRun = now
        return adopted
    }

    var isRunning: Bool { child != nil }
    var deadline: Instant? { isRunning ? timesOutAt : nextRun }

    func isDue(_ now: Instant) -> Bool { nextRun.map { $0 <= now } ?? false }
    func isLate(_ now: Instant) -> Bool { timesOutAt.map { $0 <= now } ?? false }

    mutating func began(child: UInt32, now: Instant) {
        self.child = child
        hasTimedOut = false
        timesOutAt = now + script.timeout
        // From the beginning of the run, so that a slow script does not stretch the interval.
        nextRun = nil
        following = now + script.interval
    }

    private var following: Instant?

    /// It takes too long: that is a failure now, as a program that waits for a disk may not end even if it is killed.
    ///
    /// - Returns: whether the state changed.
    mutating func timedOut() -> Bool {
        hasTimedOut = true
        timesOutAt = nil
        return count(false)
    }

    /// A run has ended, or could not begin.
    ///
    /// - Returns: whether the state changed.
    mutating func ended(success: Bool, now: Instant) -> Bool {
        child = nil
        timesOutAt = nil
        nextRun = following.map { max($0, now) } ?? now + script.interval
        following = nil
        // One that has timed out has been counted.
        defer { hasTimedOut = false }
        return hasTimedOut ? false : count(success)
    }

    private mutating func count(_ success: Bool) -> Bool {
        switch state {
        case .unknown:
            // The first result is believed at once.
            state = success ? .up : .down
            return true
        case .up where !success: return contradict(script.fall, .down)
        case .down where success: return contradict(script.rise, .up)
        default:
            contrary = 0
            return false
        }
    }

    private mutating func contradict(_ needed: Int, _ other: State) -> Bool {
        contrary += 1
        guard contrary >= needed else { return false }
        contrary = 0
        state = other
        return true
    }

    /// Whether it counts as up for a follower with this weight: an unknown one changes no priority, and is a fault where
    /// it has no weight, unless it is trusted first.
    ///
    /// - Parameter isInverted: being up is the fault.
    func isUp(weight: Int, isInverted: Bool = false) -> Bool {
        switch state {
        case .up: true
        case .down: false
        case .unknown: weight == 0 && isTrustedFirst ? !isInverted : weight < 0
        }
    }
}
