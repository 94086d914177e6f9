import Linux
import VRRP

/// Knows of processes that come and go. Where the kernel tells (the proc connector), at once; where it does not, as in a
/// container, those known are still watched one by one, so that an end is known at once, and new ones are looked for.
struct ProcessFollower: ~Copyable {
    /// A class, because a dictionary cannot hold what cannot be copied.
    final class Watch {
        let watch: ProcessWatch

        init?(_ process: Int32) {
            guard let watch = try? ProcessWatch(of: process) else { return nil }
            self.watch = watch
        }
    }

    /// A look through all processes that has begun: a few of them each turn of the loop, which must not wait for it.
    struct Pass: ~Copyable {
        var walk: ProcessWalk
        /// Those that some check means.
        var seen: Set<Int32> = []
    }

    static let scanInterval = Duration.milliseconds(250)

    var events: ProcessEvents?
    var watches: [Int32: Watch] = [:]
    let table = ProcessTable()
    /// When to look through the processes; nil where the kernel tells, or nothing is followed.
    var nextScan: Instant?
    var pass: Pass?
}
