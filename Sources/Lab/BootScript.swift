/// The shell script that is a host's power supply: it makes the network, boots the container, boots it again after a
/// `reboot` inside, and takes the network away when the host has shut down.
struct BootScript: Hashable, Sendable {
    let host: HostPlan
    let paths: HostPaths
    /// Folder of the base tree.
    let base: String
    let labNamespace: NetworkNamespace
    let hostNamespace: NetworkNamespace
    let controlGroups: [String]

    /// systemd-nspawn's exit status when the container asks for a reboot (`--keep-unit`).
    private static let rebootStatus = 133

    var text: String {
        """
        # Boots host \(host.name) of a lab. Written by 'cluster lab'; not to be edited.
        set -eu
        exec </dev/null >>\(quoted(paths.console)) 2>&1
        for group in \(controlGroups.map(quoted).joined(separator: " ")); do
            echo $$ >"$group/cgroup.procs"
        done
        network_down() {
            \(ip(labNamespace)) link delete dev \(quoted(host.port)) 2>/dev/null || :
            ip netns delete \(quoted(hostNamespace.name)) 2>/dev/null || :
        }
        network_up() {
            ip netns add \(quoted(hostNamespace.name))
            \(ip(labNamespace)) -batch - <<'END'
        \(bridgeCommands.joined(separator: "\n"))
        END
            \(ip(hostNamespace)) -batch - <<'END'
        \(interfaceCommands.joined(separator: "\n"))
        END
        }
        while :; do
            network_down
            network_up
            status=0
            unshare --mount --propagation slave sh -eu -c \(quoted(containerScript)) || status=$?
            [ "$status" = \(Self.rebootStatus) ] || break
        done
        network_down
        exit "$status"

        """
    }

    /// Commands for `ip` in the lab's namespace.
    var bridgeCommands: [String] {
        [
            "link add dev \(host.port) type veth peer name \(host.interface) address \(linkAddress) "
                + "netns \(hostNamespace.name)",
            "link set dev \(host.port) master \(BridgePort.bridge) up",
        ]
    }

    /// The same after every boot, as a machine's is: or its neighbours would go on asking the old one for seconds.
    /// Locally administered, unicast.
    private var linkAddress: String {
        let digits = Array(StableHash.hexadecimal(of: hostNamespace.name).suffix(10))
        return "02:" + stride(from: 0, to: 10, by: 2).map { String(digits[$0...$0 + 1]) }.joined(separator: ":")
    }

    /// Commands for `ip` in the host's namespace.
    var interfaceCommands: [String] {
        ["link set dev lo up"] + addressCommands + ["link set dev \(host.interface) up"]
            + host.routes.map { "route replace \($0) dev \(host.interface)" }
    }

    private var addressCommands: [String] {
        let withoutDetection = host.address.contains(":") ? " nodad" : ""
        return ["address add \(host.address) dev \(host.interface)\(withoutDetection)"]
    }

    /// Runs in a mount namespace of its own, so that the host's mounts end with its last process.
    var containerScript: String {
        let layers = "lowerdir=\(base),upperdir=\(paths.upper),workdir=\(paths.work)"
        return """
            mount -t tmpfs -o mode=755 lab /run/systemd
            mount -t overlay -o \(quoted(layers)) \(quoted(host.name)) \(quoted(paths.root))
            SYSTEMD_NSPAWN_API_VFS_WRITABLE=network exec \(containerCommand.map(quoted).joined(separator: " "))
            """
    }

    /// The container's command line (systemd-nspawn(1)).
    var containerCommand: [String] {
        [
            "systemd-nspawn", "--quiet", "--settings=no", "--register=no", "--keep-unit", "--boot",
            "--network-namespace-path=\(hostNamespace.path)", "--capability=CAP_NET_ADMIN,CAP_IPC_LOCK",
            "--console=pipe", "--resolv-conf=off", "--timezone=off", "--link-journal=no", "--machine=\(host.name)",
            "--directory=\(paths.root)",
        ]
    }

    private func quoted(_ word: String) -> String { ShellQuote.quoted(word) }

    private func ip(_ namespace: NetworkNamespace) -> String { "ip -n \(quoted(namespace.name))" }
}
