import Rendering
import SSH

/// Puts what was staged into place on one host, and makes its services load it.
enum Activation {
    /// - Parameter servers: where the proxy's new configuration sends requests.
    ///
    /// What was there before is kept first, all of it, so that any failure after that has a way back.
    static func command(
        _ plan: HostPlan, _ desired: HostConfiguration, id: String, siteCopy: String, servers: [Endpoint] = []
    ) -> RemoteCommand {
        let calls =
            needs(plan, servers) + ["begin_release"] + keeps(plan) + ["settle_release"] + leaves(plan)
            + placements(plan, siteCopy)
            + services(plan, desired)
        return HostScript.command("put the new files into place", id: id, calls: calls)
    }

    /// Installs packages. They may start their services: how those were before is kept first.
    static func install(_ plan: HostPlan, id: String) -> RemoteCommand {
        let words = plan.packages.map(RemoteCommand.quoted).joined(separator: " ")
        let calls = ["begin_release"] + keepUnits(plan) + ["settle_release", "install_packages \(words)"]
        return HostScript.command("install packages", id: id, calls: calls)
    }

    /// Stops what the inventory no longer asks for; nil where that is nothing.
    ///
    /// Comes after every host has its new files: until then a balancer may still pass requests to what is stopped here.
    static func stops(_ plan: HostPlan, id: String) -> RemoteCommand? {
        let calls = stop(plan.services.filter { $0.action == .stop && $0.service.role == plan.role })
        return calls.isEmpty ? nil : HostScript.command("stop what is not needed any more", id: id, calls: calls)
    }

    /// Ends the deploy on a host: its release is the one `rollback` returns from.
    static func finish(id: String) -> RemoteCommand {
        HostScript.command("end the deploy", id: id, calls: ["end_release"])
    }

    /// Returns the host to what its release found.
    static func restore(id: String) -> RemoteCommand {
        HostScript.command("put back what was there before", id: id, calls: ["restore_release"])
    }

    /// Follows `restore` when that has run on every host: stops what did not run before.
    static func endRestore(id: String) -> RemoteCommand {
        HostScript.command("stop what did not run before", id: id, calls: ["end_restore"])
    }

    private static let haproxyFile = "/etc/haproxy/haproxy.cfg"

    /// A proxy that has a server must find one behind its new configuration too.
    private static func needs(_ plan: HostPlan, _ servers: [Endpoint]) -> [String] {
        guard !servers.isEmpty, plan.files.contains(where: { $0.file.path == Self.haproxyFile }) else { return [] }
        let words = servers.map { RemoteCommand.quoted("\($0)") }
        return [(["need_a_server"] + words).joined(separator: " ")]
    }

    /// A host that was of the other kind lets go of that first: a proxy and a web server may want the same port.
    private static func leaves(_ plan: HostPlan) -> [String] { stop(plan.servicesOfFormerRole) }

    private static func stop(_ changes: [ServiceChange]) -> [String] {
        changes.map { HostScript.call("act", $0.service.rawValue, $0.action.rawValue) }
    }

    private static func keeps(_ plan: HostPlan) -> [String] {
        var calls = plan.files.map { HostScript.call("keep_file", $0.file.path) }
        if plan.site != nil { calls.append(HostScript.call("keep_site", Configuration.Path.documentRoot)) }
        calls += plan.sysctls.map { HostScript.call("keep_sysctl", $0.key) }
        return calls + keepUnits(plan)
    }

    private static func keepUnits(_ plan: HostPlan) -> [String] {
        // A purge changes nothing that could be put back.
        plan.services.filter { $0.action != .purge }.map {
            HostScript.call(
                "keep_unit", $0.service.rawValue,
                plan.servicesOfFormerRole.contains($0) ? "leave" : $0.action.rawValue,
                $0.wasActive ? "active" : "inactive",
                $0.wasEnabled ? "enabled" : "disabled")
        }
    }

    private static func placements(_ plan: HostPlan, _ siteCopy: String) -> [String] {
        // A service whose new files are in place and not yet loaded must not look as if it had loaded them.
        var calls = plan.services.filter { $0.action.loadsFiles }.map {
            HostScript.call("forget_applied", $0.service.rawValue)
        }
        calls += plan.files.map { HostScript.call("place_file", $0.file.path) }
        if plan.site != nil {
            calls.append(
                HostScript.call("place_site", Configuration.Path.documentRoot, "\(Configuration.Path.site)/\(siteCopy)")
            )
        }
        calls += plan.sysctls.map { HostScript.call("set_sysctl", $0.key, $0.after) }
        let touchesUnits = plan.files.contains { $0.file.path.hasPrefix("/etc/systemd/") }
        return calls + (touchesUnits ? ["systemctl daemon-reload"] : [])
    }

    private static func services(_ plan: HostPlan, _ desired: HostConfiguration) -> [String] {
        plan.services.filter { $0.action != .stop }.flatMap { change -> [String] in
            let unit = change.service.rawValue
            let act = HostScript.call("act", unit, change.action.rawValue)
            guard change.action.loadsFiles else { return [act] }
            let stamp = AppliedStamp(change.service, desired.files)
            let finds = change.service == .haproxy ? ["confirm_servers"] : []
            return [act, HostScript.call("confirm", unit)] + finds + [HostScript.call("applied", unit, stamp.text)]
        }
    }
}

extension ServiceChange.Action {
    /// Whether the service reads its configuration anew.
    var loadsFiles: Bool {
        switch self {
        case .start, .reload, .restart: true
        case .stop, .enable, .purge: false
        }
    }
}
