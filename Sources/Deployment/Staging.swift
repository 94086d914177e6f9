import Addresses
import Inventory
import Rendering
import SSH

/// Where a program listens.
struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    var address: IPAddress
    var port: Int

    var description: String { address.family == .ipv6 ? "[\(address)]:\(port)" : "\(address):\(port)" }
}

/// Brings everything new to a host and has it checked there by the programs that will read it; nothing is replaced.
enum Staging {
    /// - Parameter endpoints: what the proxy will listen on.
    static func command(
        _ plan: HostPlan, id: String, site: SiteManifest?, siteCopy: String, endpoints: [Endpoint] = []
    ) throws(SiteManifest.Unreadable) -> RemoteCommand {
        var calls = ["begin_stage"]
        var input: [UInt8] = []
        for file in plan.files.map(\.file) {
            switch file.content {
            case .text(let text):
                let bytes = Array(text.utf8)
                calls.append(HostScript.call("put", String(file.mode, radix: 8), "\(bytes.count)", file.path))
                input += bytes
            case .link(let target): calls.append(HostScript.call("put_link", target, file.path))
            }
        }
        if let change = plan.site, let site {
            calls += try stage(change, site, siteCopy, into: &input)
        }
        calls += checks(plan, endpoints)
        return HostScript.command("stage and check the new files", id: id, calls: calls, input: input)
    }

    private static func stage(
        _ change: SiteChange, _ site: SiteManifest, _ copy: String, into input: inout [UInt8]
    ) throws(SiteManifest.Unreadable) -> [String] {
        var calls = [HostScript.call("begin_site", Configuration.Path.documentRoot, copy)]
        calls += change.removed.map { HostScript.call("site_remove", $0) }
        calls += change.directories.map { HostScript.call("site_directory", $0) }
        for path in change.written {
            let bytes = try site.read(path)
            calls.append(HostScript.call("site_put", "\(bytes.count)", path))
            input += bytes
        }
        return calls + [HostScript.call("end_site", copy)]
    }

    /// Each program checks the file it reads; those whose files stay as they are have nothing to check.
    private static func checks(_ plan: HostPlan, _ endpoints: [Endpoint]) -> [String] {
        let paths = plan.files.map(\.file.path)
        var calls: [String] = []
        func check(_ function: String, _ path: String) {
            if paths.contains(path) { calls.append(HostScript.call(function, path)) }
        }
        check("check_haproxy", "/etc/haproxy/haproxy.cfg")
        check("check_keepalived", "/etc/keepalived/keepalived.conf")
        check("check_varnish", "/etc/varnish/default.vcl")
        if let path = paths.first(where: { $0.hasPrefix("/etc/apache2/") }) {
            calls.append(HostScript.call("check_apache", path))
        }
        // A web server of ours that stops at this host's turn holds the port until then.
        if paths.contains("/etc/haproxy/haproxy.cfg") && plan.servicesOfFormerRole.isEmpty {
            calls += endpoints.map { HostScript.call("check_port", $0.address.description, "\($0.port)") }
        }
        return calls + plan.sysctls.map { HostScript.call("check_sysctl", $0.key) }
    }
}
