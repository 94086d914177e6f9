import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// A line for each request.
extension Worker {
    /// Keeps the request line until it is logged.
    mutating func keepLine(_ session: Int32, _ base: Int) {
        guard frontends[Int(sessions[session].frontend)].logs else { return }
        let bytes = unsafe message(session, base)
        var end = head.target.upperBound
        // What follows the target is ` HTTP/1.x`.
        end = min(end + 9, head.fieldsStart)
        let line = unsafe bytes.span.extracting(head.methodRange.lowerBound..<end)
        log.giveBack(&sessions[session].line)
        let kept = log.keep(line)
        sessions[session].line = kept.place
        sessions[session].lineLength = kept.length
    }

    mutating func writeLog(_ session: Int32) {
        let frontend = Int(sessions[session].frontend)
        guard frontends[frontend].logs, !sessions[session].isSilent else { return }
        let format = plane.configuration.frontends[frontend].logging.format
        if format == .standard { learnLocalAddress(session) }
        let found = sessions[session]
        let local = EndpointAddress(found.localAddress.address, port: found.localAddress.port)
        log.write(
            record(session), found, server: found.server, isHTTP: frontends[frontend].isHTTP, format, local: local)
        log.giveBack(&sessions[session].line)
    }

    private func record(_ session: Int32) -> AccessRecord {
        let found = sessions[session]
        var record = AccessRecord(client: EndpointAddress(found.clientAddress.address, port: found.clientAddress.port))
        let isHTTP = frontends[Int(found.frontend)].isHTTP
        let start = found.began == 0 ? found.accepted : found.began
        record.startMilliseconds = log.milliseconds(start)
        setTimes(&record, found, isHTTP ? start : found.accepted)
        record.status = found.status
        record.bytes = found.response.sent
        record.termination = TerminationState(
            found.ending.cause, found.ending.phase, cookie: cookieLetter(found), setCookie: setCookieLetter(found))
        record.target = found.server >= 0 ? .server : found.target
        record.processConnections = UInt32(clamping: plane[.currentConnections])
        record.frontendConnections = UInt32(clamping: plane.gauge(.current, of: .frontend(Int(found.frontend))))
        if found.backend >= 0 {
            record.backendConnections = UInt32(clamping: plane.gauge(.current, of: .backend(Int(found.backend))))
        }
        if found.server >= 0 {
            record.serverConnections = UInt32(clamping: plane.gauge(.current, of: .server(serverNumber(session))))
        }
        record.retries = UInt32(found.retries)
        record.isRedispatched = found.isRedispatched
        return record
    }

    private func setTimes(_ record: inout AccessRecord, _ found: Session, _ start: Int64) {
        record.totalTime = milliseconds(now - start)
        guard found.headComplete > 0 else { return }
        record.requestTime = milliseconds(found.headComplete - start)
        guard found.assigned > 0, found.backend >= 0 else { return }
        record.queueTime = milliseconds(found.assigned - found.headComplete)
        guard found.connected > 0 else { return }
        record.connectTime = milliseconds(found.connected - found.assigned)
        guard found.answered > 0 else { return }
        record.responseTime = milliseconds(found.answered - found.connected)
    }

    private func milliseconds(_ time: Int64) -> Int32 { Int32(clamping: max(0, time) / 1_000_000) }

    private func cookieLetter(_ found: Session) -> TerminationState.Cookie {
        guard found.hasCookieTable else { return .unused }
        switch found.cookie.state {
        case .none: return .none
        case .invalid: return .invalid
        case .down: return .down
        case .valid: return .valid
        case .expired: return .expired
        case .old: return .old
        case .unused: return .unnecessary
        }
    }

    private func setCookieLetter(_ found: Session) -> TerminationState.SetCookie {
        guard found.hasCookieTable else { return .unused }
        return found.setCookie == .unused ? .none : found.setCookie
    }
}
