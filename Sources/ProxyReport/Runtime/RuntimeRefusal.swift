/// Why a command that was understood is not done, in HAProxy's words: scripts compare them.
package enum RuntimeRefusal: Error, Sendable, CaseIterable {
    case permissionDenied
    case noSuchProxy
    case noSuchBackend
    case noSuchServer
    case noSuchFrontend
    case frontendNameExpected
    case backendNotFound
    case serverNameRequired
    case proxyDisabled
    case checkNotConfigured
    case checkNotEnabled
    case frontendWasShutDown
    case frontendIsShutDown
    case frontendIsDisabled
    case frontendIsEnabled
    case frontendNotPaused
    case frontendNotResumed
    case sessionExpected
    case noSuchSession
    case sessionNotFound
    case invalidDomain
    case staticAlgorithm

    /// What is sent. With a line end, but where HAProxy forgot it.
    package var text: String { self == .checkNotEnabled ? sentence : sentence + "\n" }

    private var sentence: String {
        switch self {
        case .permissionDenied: "Permission denied"
        case .noSuchProxy: "No such proxy."
        case .noSuchBackend: "No such backend."
        case .noSuchServer: "No such server."
        case .noSuchFrontend: "No such frontend."
        case .frontendNameExpected: "A frontend name is expected."
        case .backendNotFound: "Can't find backend."
        case .serverNameRequired: "Require 'backend/server'."
        case .proxyDisabled: "Proxy is disabled."
        case .checkNotConfigured: "Health check was not configured on this server, cannot enable."
        case .checkNotEnabled: "health checks are not enabled on this server"
        case .frontendWasShutDown: "Frontend was previously shut down, cannot disable."
        case .frontendIsShutDown: "Frontend was previously shut down, cannot enable."
        case .frontendIsDisabled: "All sockets are already disabled."
        case .frontendIsEnabled: "All sockets are already enabled."
        case .frontendNotPaused: "Failed to pause frontend, check logs for precise cause."
        case .frontendNotResumed: "Failed to resume frontend, check logs for precise cause (port conflict?)."
        case .sessionExpected: "Session pointer expected (use 'show sess')."
        case .noSuchSession: "No such session (use 'show sess')."
        case .sessionNotFound: "Session not found."
        case .invalidDomain: "Invalid statistics domain."
        case .staticAlgorithm: "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'."
        }
    }
}
