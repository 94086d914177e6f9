import Balancing
internal import CLinux
import Linux

/// A worker, as the supervisor knows it.
final class WorkerProcess {
    enum Phase: Equatable {
        /// It must be ready by then.
        case starting(until: Instant)
        case serving
        /// It takes no new connections, and ends when its last session has ended.
        case leaving
    }

    let process: Int32
    let watch: ProcessWatch
    let channel: Channel
    let started = Instant.now
    var phase: Phase
    /// When it was asked whether it is alive, and has not answered since.
    var askedAt: Instant?
    /// Why it could not start, in its own words.
    var failure: String?
    /// What of it is to survive it.
    var state: [UInt8] = []

    /// How long a worker may take until it serves.
    static let patience = Interval.seconds(30)

    /// - Throws: if it has gone already.
    init(_ process: Int32, _ channel: Channel) throws(LinuxError) {
        guard let watch = try ProcessWatch(of: process) else {
            throw LinuxError(call: "pidfd_open", code: ESRCH, context: "watch worker \(process)")
        }
        self.process = process
        self.watch = watch
        self.channel = channel
        phase = .starting(until: .now + Self.patience)
    }

    func signal(_ number: Int32) { _ = try? watch.signal(number) }

    /// How it ended; call it when the watch says that it has.
    func reap() -> String {
        var (code, status): (Int32, Int32) = (0, 0)
        guard unsafe linux_reap(watch.descriptor.number, &code, &status) == 1 else { return "ended" }
        return code == CLD_EXITED ? "exited with status \(status)" : "was killed by signal \(status)"
    }
}
