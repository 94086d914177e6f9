/// What the base tree is made of. A changed recipe has another key, and is built anew.
struct BaseRecipe: Hashable, Sendable {
    var suite: String
    /// Installed in every host, on top of mmdebstrap's minbase.
    var installed: [String]
    /// Laid ready with what they depend on and recommend, so that `apt-get install` works without a network.
    var downloaded: [String]
    /// Masked: useless in a container, or slow there.
    var maskedUnits: [String]
    /// Path below the root → content.
    var files: [String: String]

    /// Debian 12 with what `cluster deploy` and its drills install.
    static let standard = BaseRecipe(
        suite: "bookworm",
        installed: ["systemd", "systemd-sysv", "dbus", "openssh-server", "iproute2", "procps", "sudo"],
        downloaded: ["haproxy", "keepalived", "apache2", "varnish", "socat", "curl"],
        maskedUnits: [
            "apt-daily.timer", "apt-daily-upgrade.timer", "console-getty.service", "dpkg-db-backup.timer",
            "e2scrub_all.timer", "e2scrub_reap.service", "fstrim.timer", "getty.target", "systemd-firstboot.service",
            "systemd-networkd-wait-online.service", "systemd-networkd.service", "systemd-networkd.socket",
            "systemd-pstore.service", "systemd-timesyncd.service",
        ],
        files: [
            "etc/apt/apt.conf.d/90lab": """
            Acquire::Retries "0";
            Acquire::http::Timeout "2";
            Acquire::https::Timeout "2";
            Acquire::Languages "none";

            """,
            "etc/default/locale": "LANG=C.UTF-8\n",
            // A host's disk is thrown away with the lab: no use in waiting for it.
            "etc/dpkg/dpkg.cfg.d/lab": """
            force-unsafe-io
            path-exclude=/usr/share/doc/*
            path-exclude=/usr/share/man/*
            path-exclude=/usr/share/locale/*

            """,
            // Filled for each host; a name server that does not answer would cost minutes.
            "etc/machine-id": "",
            "etc/resolv.conf": "",
            // Settings of the whole machine, which a host may not change: sysctl --system would complain of them.
            "etc/sysctl.d/50-pid-max.conf": "",
            "etc/sysctl.d/99-protect-links.conf": "",
        ])

    /// The tree's name in the cache.
    var key: String {
        let text = "\(suite)\n\(buildScript(directory: "", log: "", sources: []))"
        return "\(suite)-\(StableHash.hexadecimal(of: text))"
    }

    /// The shell script that builds the tree as `directory`. It is run with the cache locked.
    func buildScript(directory: String, log: String, sources: [String]) -> String {
        let quote = ShellQuote.quoted
        let mirrors = sources.map(quote).joined(separator: " ")
        return """
            set -eu
            umask 022
            directory=\(quote(directory))
            [ ! -e "$directory" ] || exit 0
            exec >\(quote(log)) 2>&1
            part="$directory.part"
            rm -rf "${directory%/*}"/*.part
            mmdebstrap --variant=minbase --skip=cleanup/apt --include=\(quote(installed.joined(separator: ","))) \\
                --dpkgopt=force-unsafe-io --customize-hook=\(quote(downloadHook)) \(quote(suite)) "$part" \(mirrors)
            rm -f "$part"/etc/ssh/ssh_host_* "$part"/etc/apt/apt.conf.d/99mmdebstrap
            rm -f "$part/etc/hostname" "$part"/etc/dpkg/dpkg.cfg.d/99mmdebstrap
            for unit in \(maskedUnits.sorted().map(quote).joined(separator: " ")); do
                ln -sf /dev/null "$part/etc/systemd/system/$unit"
            done
            ln -sf /lib/systemd/system/multi-user.target "$part/etc/systemd/system/default.target"
            \(fileCommands)
            mv "$part" "$directory"
            """
    }

    /// mmdebstrap runs it with the tree as `$1`, while the tree still has a network.
    private var downloadHook: String {
        let packages = downloaded.joined(separator: " ")
        return #"chroot "$1" apt-get clean && chroot "$1" apt-get install --yes --install-recommends --download-only "#
            + packages
    }

    private var fileCommands: String {
        files.sorted { $0.key < $1.key }.map { path, content in
            "printf %s \(ShellQuote.quoted(content)) >\"$part\"/\(ShellQuote.quoted(path))"
        }.joined(separator: "\n")
    }
}
