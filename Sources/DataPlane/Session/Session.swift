import Addresses
import Balancing
import HTTP1
import ProxyReport

/// A client connection, with the request it is at.
struct Session {
    enum Phase: UInt8 {
        /// Nothing of the next request has come.
        case idle
        /// A PROXY protocol header must come first.
        case proxyHeader
        /// A part of a request's head is there.
        case requestHead
        /// It waits until a server has room.
        case queued
        /// It waits before it tries a server again.
        case pausing
        case connecting
        /// The request is on its way, and no response's head has come.
        case responseHead
        /// The response is on its way, and perhaps still the request's content.
        case exchange
        /// Bytes go both ways, whatever they are.
        case tunnel
        /// All of the content is wanted before the answer is made (an order by the statistics page).
        case collecting
        /// An answer of our own is on its way.
        case answer
        /// The response is complete; content of the request that nobody reads is still to come.
        case draining
        /// All is said; what the client still sends is thrown away, so that it can read our last words.
        case lingering
    }

    var generation: UInt32 = 0
    var phase = Phase.idle
    var client = Socket()
    var clientAddress = SourceEndpoint(address: .init(v4: 0), port: 0)
    var listener: Int16 = 0
    var frontend: Int16 = 0
    /// -1: none chosen yet.
    var backend: Int16 = -1
    /// An index in the backend; -1: none.
    var server: Int32 = -1
    /// An index of the worker's connections; -1: none.
    var connection: Int32 = -1
    /// Whether this session is counted among those of its server, and of its backend.
    var isCountedAtServer = false
    var isCountedAtBackend = false

    var request = Flow()
    var response = Flow()
    var headEnd = HeadEndFinder()
    /// A head was looked at, and is not complete.
    var hasPartialHead = false
    /// What must be known of the request when its response comes.
    var context = RequestContext(method: .get)
    /// Whether the client's connection goes on after this request.
    var keepsClient = false
    /// Whether the server's connection may be used again.
    var keepsServer = false
    /// Where the request's head began in its buffer, as it came, and its content begins.
    var headStart: Int32 = 0
    var contentStart: Int32 = 0
    /// All of the request is in its buffer from `requestStart`, so that it can be sent again.
    var isRepeatable = false
    var requestStart: Int32 = 0
    /// A byte of this request went to a server.
    var hasSent = false
    /// The server's connection had carried another request before.
    var isReused = false
    var isFirstRequest = true
    /// The server whose queue it waits in; -1: the backend's.
    var queuedFor: Int32 = -1
    var hadProxyHeader = false

    /// What the persistence cookie said.
    var cookie = CookieReading()
    var hasCookieTable = false
    var setCookie = TerminationState.SetCookie.unused
    /// The server is the one that the cookie named.
    var isDirect = false
    /// What a hash of the request made of its key; nil without one.
    var key: UInt32?
    var retries: Int16 = 0
    var isRedispatched = false
    /// A server that is not to be tried again; -1: none.
    var avoided: Int32 = -1
    /// `Plane.setting(.shutdowns)` when the server was chosen.
    var shutdowns: Int64 = 0

    // Moments of the monotonic clock, in nanoseconds; 0: not yet.
    var accepted: Int64 = 0
    var began: Int64 = 0
    var headComplete: Int64 = 0
    var assigned: Int64 = 0
    var connected: Int64 = 0
    var answered: Int64 = 0
    /// When the head of the request must be complete.
    var headDeadline: Int64 = .max

    var requests: Int64 = 0
    var bytesIn: UInt64 = 0
    /// Sent to the client before this request.
    var sentBefore: UInt64 = 0
    var status: Int32 = -1
    var target = AccessTarget.none
    /// Not logged and not counted (`monitor-uri`).
    var isSilent = false
    var statisticsPlace = Hooks.StatisticsRequest.Place.frontend(0)
    var isAdministrator = false
    var ending = Ending()
    /// What the client came to.
    var localAddress = SourceEndpoint(address: .init(v4: 0), port: 0)
    var knowsLocalAddress = false
    /// Where the request line is kept for the log; -1: nowhere.
    var line: Int32 = -1
    var lineLength: Int32 = 0
}

/// How a request ended, for the log.
struct Ending {
    var cause = TerminationState.Cause.normal
    var phase = TerminationState.Phase.none
}
