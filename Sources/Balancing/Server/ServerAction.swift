/// What the daemon shall do after a server's event, in the order given.
package enum ServerAction: Hashable, Sendable {
    /// `option log-health-checks`: a check changed the counter or told something new.
    case checkChanged(CheckReport)
    /// The server's state changed: a line in the log.
    case stateChanged(StateChange)
    /// What the balancing tables hold of it is no longer true: make them anew, on every thread.
    case tablesChanged
    /// `on-marked-down shutdown-sessions`: end its sessions.
    case shutdownSessions
    /// `on-marked-up shutdown-backup-sessions`: end the sessions of the backup servers.
    case shutdownBackupSessions
    /// What waits in its own queue is balanced anew.
    case redistributeQueue
    /// It can take what waits in the backend's queue.
    case takeFromQueue
}

/// A change that the log tells (HAProxy 2.6, src/server.c): `Server app/web1 is DOWN, reason: …`.
package struct StateChange: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case up
        case down
        case stopping
        /// "is going DOWN for maintenance"
        case entersMaintenance
        /// "was DOWN and now enters maintenance"
        case entersMaintenanceFromDown
        /// "is UP/READY (leaving forced maintenance)", UP or DOWN, READY or DRAIN by the states that follow
        case leavesMaintenance
        case entersDrain
        /// Its state changed while it is drained: "remains in forced drain mode"
        case remainsInDrain
        case leavesDrain
    }

    /// What made it.
    package enum Cause: Hashable, Sendable {
        /// A health check, or live traffic that counted as one.
        case check(CheckReport)
        /// An operator: "changed from CLI" for up, down and stopping.
        case order
        /// The end of `slowstart`: HAProxy tells it as another "is UP".
        case slowStartEnded
    }

    package let kind: Kind
    package let operational: OperationalState
    package let administrative: AdministrativeState
    package let cause: Cause

    package init(
        _ kind: Kind, operational: OperationalState, administrative: AdministrativeState, cause: Cause
    ) {
        self.kind = kind
        self.operational = operational
        self.administrative = administrative
        self.cause = cause
    }
}

/// Up to eight actions, held in place: handling an event allocates nothing.
package struct ServerActions: Sequence, Sendable {
    /// The longest answers (a check that takes a server down) have six.
    private var storage = InlineArray<8, ServerAction>(repeating: .tablesChanged)
    package private(set) var count = 0

    package init() {}

    package subscript(index: Int) -> ServerAction {
        precondition(index < count, "no such action")
        return storage[index]
    }

    mutating func append(_ action: ServerAction) {
        storage[count] = action
        count += 1
    }

    package func makeIterator() -> Iterator { Iterator(actions: self) }

    package struct Iterator: IteratorProtocol {
        let actions: ServerActions
        var index = 0

        package mutating func next() -> ServerAction? {
            guard index < actions.count else { return nil }
            defer { index += 1 }
            return actions[index]
        }
    }
}
