/// What is known of a descriptor from the events that came (epoll tells each change once).
struct Socket {
    var number: Int32 = -1
    /// A read may give something; false after one that did not.
    var mayRead = false
    var mayWrite = false
    /// The other side writes no more: after what is still there, a read gives the end.
    var endIsNear = false
    /// The end was read.
    var hasEnded = false
    /// It is broken, both ways.
    var isBroken = false

    var isOpen: Bool { number >= 0 }
}
