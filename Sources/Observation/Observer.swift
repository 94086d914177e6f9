package import Fleet
package import Rendering
import SSH

extension RemoteHost {
    /// Reads the whole state of the host in one round trip.
    package func observe(
        _ configuration: HostConfiguration, asksKeepalived: Bool = true, waits: Bool = false
    ) async throws(HostError) -> HostObservation {
        let command = ObservationScript.command(for: configuration, asksKeepalived: asksKeepalived, waits: waits)
        let result = try await check(command, timeout: .seconds(180))
        do {
            return try ObservationParser.parse(result.outputText)
        } catch {
            throw HostError(host: name, reason: .other("could not \(command.title): \(error)"))
        }
    }
}
