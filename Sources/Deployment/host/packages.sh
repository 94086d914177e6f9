# Debian packages.

# Survives the loss of the connection: a package manager that is killed leaves half-installed packages.
install_packages() {
    log=$state/apt.log
    : >"$log"
    nohup sh -c '
        exec 8>&-
        [ -z "$(dpkg --audit)" ] || dpkg --configure -a --force-confold
        install() {
            apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold \
                -o Dpkg::Options::=--force-confdef install "$@"
        }
        install "$@" || { apt-get -q update && install "$@"; }
    ' install "$@" >>"$log" 2>&1 </dev/null || { tail -n 20 "$log" >&2; exit 1; }
}
