import DataPlane
import HAProxyConf
import ProxyReport

/// What the log says of a soft stop.
extension Manager {
    /// `Proxy www stopped (cumulated conns: FE: 1, BE: 0).`
    func tellStop() {
        for proxy in reporter.proxies() {
            let line = HealthLog.stopped(
                proxy: proxy.name, frontendConnections: proxy.frontend?.totalSessions ?? 0,
                backendConnections: proxy.backend?.totalSessions ?? 0)
            if let frontend = configuration.frontends.firstIndex(where: { $0.name == proxy.name }) {
                voice.say(line, frontend: frontend)
            } else if let backend = configuration.backends.firstIndex(where: { $0.name == proxy.name }) {
                voice.say(line, backend: backend)
            }
        }
    }
}
