internal import CLinux

/// Waits for many descriptors at once (epoll(7), level-triggered). Waiting allocates nothing.
package struct Poller: ~Copyable {
    /// What to wait for.
    package struct Interest: OptionSet, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let reading = Self(rawValue: EPOLLIN.rawValue)
        package static let writing = Self(rawValue: EPOLLOUT.rawValue)
        /// The other side will write no more.
        package static let end = Self(rawValue: EPOLLRDHUP.rawValue)
        /// Each change is told once, not as long as it lasts.
        package static let onChange = Self(rawValue: EPOLLET.rawValue)
    }

    /// A descriptor that is ready.
    package struct Ready: Sendable, Hashable {
        /// The token it was added with.
        package let token: UInt64
        fileprivate let events: UInt32

        /// A read will not wait: data, the end, or an error to be told.
        package var isReadable: Bool { events & ~EPOLLOUT.rawValue != 0 }
        package var isWritable: Bool { events & EPOLLOUT.rawValue != 0 }
        /// The other side writes no more (told with `Interest.end`).
        package var hasEnded: Bool { events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 }
        /// The other side is gone, or the descriptor has an error.
        package var isBroken: Bool { events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 }
    }

    private let descriptor: Descriptor
    private var events: [linux_event]

    /// - Parameter capacity: how many descriptors one `wait` can tell of; those left over come with the next.
    package init(capacity: Int = 64) throws(LinuxError) {
        descriptor = Descriptor(owning: Int32(try attempt("epoll_create1", "wait for events") { linux_epoll_create() }))
        events = Array(repeating: linux_event(), count: max(1, capacity))
    }

    /// Waits for `descriptor` from now on. It leaves by itself when the last copy of it closes.
    ///
    /// - Parameter token: what `wait` will call it. Give a number that is never used again, and an event that was
    ///   already fetched for a closed descriptor cannot be taken for one of its successor.
    package func add(_ descriptor: borrowing Descriptor, _ interest: Interest, token: UInt64) throws(LinuxError) {
        try control(EPOLL_CTL_ADD, descriptor.number, interest, token)
    }

    /// The same for a descriptor that something else owns.
    package func add(number: Int32, _ interest: Interest, token: UInt64) throws(LinuxError) {
        try control(EPOLL_CTL_ADD, number, interest, token)
    }

    package func remove(number: Int32) throws(LinuxError) { try control(EPOLL_CTL_DEL, number, [], 0) }

    package func change(_ descriptor: borrowing Descriptor, _ interest: Interest, token: UInt64) throws(LinuxError) {
        try control(EPOLL_CTL_MOD, descriptor.number, interest, token)
    }

    package func remove(_ descriptor: borrowing Descriptor) throws(LinuxError) {
        try control(EPOLL_CTL_DEL, descriptor.number, [], 0)
    }

    private func control(
        _ operation: Int32, _ number: Int32, _ interest: Interest, _ token: UInt64
    ) throws(LinuxError) {
        try attempt("epoll_ctl", "wait for descriptor \(number)") {
            linux_epoll_control(descriptor.number, operation, number, interest.rawValue, token)
        }
    }

    /// How many descriptors are ready; read them by subscript. A signal handler that runs does not end the wait.
    ///
    /// - Parameter milliseconds: the longest wait; -1 for no limit.
    package mutating func wait(milliseconds: Int32 = -1) throws(LinuxError) -> Int {
        try attempt("epoll_wait", "wait for events") {
            unsafe events.withUnsafeMutableBufferPointer {
                unsafe linux_epoll_wait(descriptor.number, $0.baseAddress, Int32($0.count), milliseconds)
            }
        }
    }

    /// The same, until a moment of `MonotonicClock` at the latest, and never less: exact for a real-time process, within
    /// 50 µs for others (prctl(2), PR_SET_TIMERSLACK). It costs no more than a wait without a limit; a timerfd, to be set
    /// and read, would cost two system calls more each time.
    ///
    /// - Returns: how many descriptors are ready, and what time it is. After a wait to its end that is `moment`, however
    ///   late we come to run: the clock is not asked again.
    package mutating func wait(until moment: Int64) throws(LinuxError) -> (count: Int, now: Int64) {
        var now: Int64 = 0
        let count = try attempt("epoll_pwait2", "wait for events") {
            // Anew each time: after a signal handler ran, less is left.
            now = MonotonicClock.now
            let rest = moment > now ? moment - now : 0
            return unsafe events.withUnsafeMutableBufferPointer {
                unsafe linux_epoll_wait_precisely(descriptor.number, $0.baseAddress, Int32($0.count), rest)
            }
        }
        return (count, count > 0 ? MonotonicClock.now : max(now, moment))
    }

    /// What the last `wait` found; `index` is less than what it gave.
    package subscript(index: Int) -> Ready {
        Ready(token: events[index].token, events: events[index].events)
    }
}
