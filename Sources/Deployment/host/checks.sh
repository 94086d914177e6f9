# The programs that will read the new files check them where they are staged.

# checked PATH PROGRAM ARGUMENT...: the program that will read the file must accept it.
checked() {
    path=$1
    shift
    said=$("$@" 2>&1) && return 0
    echo "$1 refuses the new $path:" >&2
    printf '%s\n' "$said" | sed "s|$stage||g" >&2
    exit 1
}
check_haproxy() { checked "$1" haproxy -c -f "$stage$1"; }
check_keepalived() { checked "$1" keepalived -t -f "$stage$1"; }
# varnishd reads the file as a user of its own, who must not look into the staging place.
check_varnish() {
    open=$(mktemp -d /run/cluster-check.XXXXXX)
    trap 'rm -rf "$open"' EXIT
    chmod 755 "$open"
    cp "$stage$1" "$open/"
    checked "$1" varnishd -C -f "$open/${1##*/}"
    rm -rf "$open"
}
# Apache reads a tree of files: the new ones are laid over a copy of the present tree.
check_apache() {
    tree=$staging/apache
    mkdir -p "$tree"
    cp -a /etc/apache2/. "$tree/"
    if [ -d "$stage/etc/apache2" ]; then cp -a "$stage/etc/apache2/." "$tree/"; fi
    APACHE_CONFDIR=$tree checked "$1" apache2ctl -t
}
check_sysctl() { [ -e "/proc/sys/$(echo "$1" | tr . /)" ] || fail "the kernel has no parameter $1"; }

# check_port ADDRESS PORT: nothing but haproxy may listen there. `haproxy -c` does not look, and a haproxy that finds
# the port taken lets go of its present ones while it tries: clients would feel it.
check_port() {
    ss -Hltnp "sport = :$2" | while read -r _ _ _ local _ users; do
        case $local in "$1:$2" | "[$1]:$2" | "*:$2" | "0.0.0.0:$2" | "[::]:$2") ;; *) continue ;; esac
        case $users in
            *'(("haproxy"'*) ;;
            *)
                owner=${users#*((\"}
                fail "port $2 is in use on this host by ${owner%%\"*} ($local): stop it, or choose another proxy.port"
                ;;
        esac
    done
}
