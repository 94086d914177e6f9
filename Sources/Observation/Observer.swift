package import Fleet
package import Rendering
import SSH

extension RemoteHost {
    /// Reads the whole state of the host in one round trip.
    ///
    /// - Parameters:
    ///   - asksKeepalived: whether a running keepalived is made to write its data file.
    ///   - waits: whether a deploy's step that still runs on the host, its operator gone, comes to its end first.
    package func observe(
        _ configuration: HostConfiguration, asksKeepalived: Bool = true, waits: Bool = false,
        timeout: Duration = .seconds(60)
    ) async throws(HostError) -> HostObservation {
        let command = ObservationScript.command(for: configuration, asksKeepalived: asksKeepalived, waits: waits)
        let result = try await check(command, timeout: timeout)
        do {
            return try ObservationParser.parse(result.outputText)
        } catch {
            throw HostError(host: name, reason: .other("could not \(command.title): \(error)"))
        }
    }
}
