/// Responses by class of status code, since the process started.
package struct ResponseCounts: Sendable {
    /// 1xx to 5xx.
    package var classes: [5 of UInt64] = [0, 0, 0, 0, 0]
    package var other: UInt64 = 0

    package init() {}

    package init(_ classes: [5 of UInt64], other: UInt64 = 0) {
        self.classes = classes
        self.other = other
    }
}

/// Milliseconds of the stages of a request: averaged over the last 1,024, or the longest seen.
package struct StageTimes: Sendable {
    package var queue: UInt32 = 0
    package var connect: UInt32 = 0
    package var response: UInt32 = 0
    package var total: UInt32 = 0

    package init() {}

    package init(queue: UInt32, connect: UInt32, response: UInt32, total: UInt32) {
        self.queue = queue
        self.connect = connect
        self.response = response
        self.total = total
    }
}

/// The columns that HAProxy's HTTP/1 engine adds behind the `-`.
package struct HTTP1Counts: Sendable {
    package var openConnections: UInt64 = 0
    package var openStreams: UInt64 = 0
    package var totalConnections: UInt64 = 0
    package var totalStreams: UInt64 = 0
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    package var splicedBytesIn: UInt64 = 0
    package var splicedBytesOut: UInt64 = 0

    package init() {}
}
