# What a deploy does on a host, as functions of a POSIX shell. Every script of a deploy begins with this text; the
# calls that follow it are the plan. Set before: id (the deploy's identifier).
set -eu
umask 022
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DEBIAN_FRONTEND=noninteractive
state=/var/lib/cluster
staging=$state/staging/$id
stage=$staging/tree
releases=$state/releases
release=$releases/$id
tab=$(printf '\t')

fail() {
    echo "$*" >&2
    exit 1
}

# One deploy at a time works on a host, also where the one before lost its connection and still ends its step.
take_host() {
    mkdir -p "$state/applied" "$state/site"
    chmod 755 "$state" "$state/site"
    mkdir -p "$releases" "$state/staging"
    chmod 700 "$releases" "$state/staging"
    exec 8>>/run/cluster-host.lock
    flock -w 120 8 || fail "another deploy's step still runs on this host (/run/cluster-host.lock)"
}

# --- packages -------------------------------------------------------------------------------------------------------

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

# --- staging --------------------------------------------------------------------------------------------------------

begin_stage() {
    # What an earlier deploy left behind is of no use to anyone.
    find "$state/staging" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
    find "$state/site" -mindepth 1 -maxdepth 1 -name '*.partial' -exec rm -rf {} +
    mkdir -p "$stage"
}

# put MODE SIZE PATH: the next SIZE bytes of standard input are the file.
put() {
    mkdir -p "$stage${3%/*}"
    head -c "$2" >"$stage$3"
    [ "$(stat -c %s "$stage$3")" = "$2" ] || fail "the new $3 did not arrive whole: is the disk full?"
    chmod "$1" "$stage$3"
}

put_link() {
    mkdir -p "$stage${2%/*}"
    ln -s "$1" "$stage$2"
}

# Starts the new copy of the site from the present one, whose unchanged files it shares.
begin_site() {
    new=$state/site/$id.partial
    rm -rf "$new"
    mkdir "$new"
    if [ -L "$1" ] && [ -d "$1/" ]; then cp -al "$1/." "$new/"; fi
    chmod 755 "$new"
}
site_remove() { rm -rf -- "$new/$1"; }
site_directory() {
    mkdir -p -- "$new/$1"
    chmod 755 -- "$new/$1"
}
# A file is written anew, never over the bytes it shares with the present copy.
site_put() {
    rm -rf -- "$new/$2"
    mkdir -p -- "$(dirname -- "$new/$2")"
    head -c "$1" >"$new/$2"
    [ "$(stat -c %s -- "$new/$2")" = "$1" ] || fail "the site's $2 did not arrive whole: is the disk full?"
    chmod 644 -- "$new/$2"
}
end_site() {
    rm -rf "$state/site/$id"
    mv -T "$new" "$state/site/$id"
}

# --- checks ---------------------------------------------------------------------------------------------------------

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

# --- what was there before, for a way back --------------------------------------------------------------------------

# A release that was cut off is continued, not begun anew: the first state that was kept is the one to return to.
begin_release() {
    mkdir -p "$release/tree"
    touch "$release/manifest"
    printf '%s\n' "$id" >"$releases/pending"
}
is_kept() { grep -qxF "$1$tab$2" "$release/kept" 2>/dev/null; }
# keep KIND NAME FIELD...: a line of the manifest, written when what it speaks of is safe.
keep() {
    (IFS=$tab; printf '%s\n' "$*") >>"$release/manifest"
    printf '%s\t%s\n' "$1" "$2" >>"$release/kept"
}
keep_file() {
    is_kept file "$1" && return 0
    if [ -e "$1" ] || [ -L "$1" ]; then
        mkdir -p "$release/tree${1%/*}"
        rm -rf "$release/tree$1"
        cp -a "$1" "$release/tree$1"
        keep file "$1" present
    else
        keep file "$1" absent
    fi
}
keep_site() {
    is_kept site "$1" && return 0
    if [ -L "$1" ]; then keep site "$1" "$(readlink "$1")"
    elif [ -e "$1" ]; then fail "$1 is not a link of the cluster's; move it away, or keep the site elsewhere"
    else keep site "$1" ''; fi
}
keep_sysctl() { is_kept sysctl "$1" || keep sysctl "$1" "$(cat "/proc/sys/$(echo "$1" | tr . /)")"; }
# keep_unit UNIT HOW: HOW it is made to load its files, on the way back too.
keep_unit() {
    is_kept unit "$1" && return 0
    active=inactive
    enabled=disabled
    if systemctl -q is-active "$1"; then active=active; fi
    if systemctl -q is-enabled "$1" 2>/dev/null; then enabled=enabled; fi
    keep unit "$1" "$active" "$enabled" "$2" "$(cat "$state/applied/$1" 2>/dev/null || true)"
}

# --- putting in place -----------------------------------------------------------------------------------------------

# move_in FROM PATH: in one step, so that a reader finds the old file or the new one.
move_in() {
    mkdir -p "${2%/*}"
    rm -rf "$2.cluster-new"
    cp -a "$1" "$2.cluster-new"
    mv -fT "$2.cluster-new" "$2"
}
place_file() {
    chown -h root:root "$stage$1"
    move_in "$stage$1" "$1"
}
place_site() {
    mkdir -p "${1%/*}"
    rm -f "$1.cluster-new"
    ln -s "$2" "$1.cluster-new"
    mv -fT "$1.cluster-new" "$1"
}
set_sysctl() { printf '%s\n' "$2" >"/proc/sys/$(echo "$1" | tr . /)"; }

# --- services -------------------------------------------------------------------------------------------------------

# act UNIT HOW
act() {
    started=$(date +%s)
    failed_before=$(haproxy_failed_reloads)
    said=$(case $2 in
        # The package may have started it with Debian's own configuration in the meantime.
        start) systemctl reset-failed "$1" 2>/dev/null || true; systemctl restart "$1" ;;
        enable) ;;
        stop) systemctl disable --now "$1" && { systemctl reset-failed "$1" 2>/dev/null || true; } ;;
        purge) purge_cache ;;
        *) systemctl "$2" "$1" ;;
    esac 2>&1) || explain "$1" "systemctl $2 $1 failed: $said"
    case $2 in
        stop) rm -f "$state/applied/$1" ;;
        purge) ;;
        *) systemctl -q enable "$1" 2>/dev/null || fail "systemctl enable $1 failed" ;;
    esac
}

# A cache that was started a moment ago takes no orders yet.
purge_cache() {
    tries=0
    until answer=$(varnishadm ban req.url '~' . 2>&1); do
        tries=$((tries + 1))
        [ "$tries" -lt 50 ] || { echo "varnishadm ban: $answer"; return 1; }
        sleep 0.1
    done
}

# explain UNIT MESSAGE: fails, with what the unit itself said.
explain() {
    echo "$2" >&2
    journalctl --sync 2>/dev/null || true
    journalctl -q --no-pager -o cat -u "$1" --since "@${started:-0}" -n 12 >&2 2>/dev/null || true
    exit 1
}

haproxy_says() { echo "$2" | socat -t2 - "UNIX-CONNECT:$1" 2>/dev/null || true; }
haproxy_description() { haproxy_says /run/haproxy/admin.sock 'show info' | sed -n 's/^description: *//p'; }
haproxy_failed_reloads() {
    haproxy_says /run/haproxy-master.sock 'show proc' | sed -n 's/.*master.*\[failed: \([0-9]*\)\].*/\1/p'
}
# The data file holds VRRP's password, for root alone: it does not stay. `cluster status` may ask at the same time and
# take it away, so this is asked again by whoever waits for an answer.
keepalived_router() {
    pid=$(cat /run/keepalived.pid 2>/dev/null) && [ -d "/proc/$pid" ] || return 0
    rm -f /tmp/keepalived.data
    kill -USR1 "$pid" 2>/dev/null || return 0
    sleep 0.1
    sed -n 's/^ *Router ID = //p' /tmp/keepalived.data 2>/dev/null || true
    rm -f /tmp/keepalived.data /tmp/keepalived_parent.data
}

# confirm UNIT: the running program itself must say that it has loaded the file that stands there now. systemd's word
# is not enough: a haproxy that could not load its new configuration goes on with the old one, and the reload
# "succeeds".
confirm() {
    tries=0
    while ! is_loaded "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt "${patience:-100}" ] || explain "$1" "$1 has not loaded its new configuration after 10 s"
        systemctl -q is-failed "$1" && explain "$1" "$1 does not run with its new configuration"
        sleep 0.1
    done
}
is_loaded() {
    case $1 in
        haproxy)
            expected=$(sed -n 's/^[ \t]*description[ \t]*//p' /etc/haproxy/haproxy.cfg 2>/dev/null)
            [ "$(haproxy_failed_reloads)" -le "${failed_before:-0}" ] 2>/dev/null ||
                explain haproxy "haproxy could not load its new configuration and goes on with the old one"
            systemctl -q is-active haproxy && { [ -z "$expected" ] || [ "$(haproxy_description)" = "$expected" ]; }
            ;;
        keepalived)
            expected=$(sed -n 's/^[ \t]*router_id[ \t]*//p' /etc/keepalived/keepalived.conf 2>/dev/null)
            systemctl -q is-active keepalived && { [ -z "$expected" ] || [ "$(keepalived_router)" = "$expected" ]; }
            ;;
        *) systemctl -q is-active "$1" ;;
    esac
}
applied() { printf '%s\n' "$2" >"$state/applied/$1"; }
forget_applied() { rm -f "$state/applied/$1"; }

# --- the end, and the way back --------------------------------------------------------------------------------------

end_release() {
    printf '%s\n' "$id" >"$releases/last"
    rm -f "$releases/pending"
    rm -rf "$staging"
    # The last three ways back stay; identifiers sort by time.
    for old in $(ls -1 "$releases" | grep -vx -e last -e pending | sort -r | tail -n +4); do rm -rf "${releases:?}/$old"; done
    current=$(readlink /var/www/cluster 2>/dev/null || true)
    for copy in "$state/site"/*/; do
        copy=${copy%/}
        [ -d "$copy" ] && [ "$copy" != "$current" ] || continue
        grep -qsF "$copy" "$releases"/*/manifest || rm -rf "$copy"
    done
}

# Puts back what the release found. May run any number of times.
restore_release() {
    [ -f "$release/manifest" ] || fail "this host has no release $id"
    while IFS=$tab read -r kind name first _; do
        rm -f "$name.cluster-new"
        case $kind in
            file) if [ "$first" = present ]; then move_in "$release/tree$name" "$name"; else rm -f "$name"; fi ;;
            site) if [ -n "$first" ]; then place_site "$name" "$first"; else rm -f "$name"; fi ;;
            sysctl) set_sysctl "$name" "$first" ;;
        esac
    done <"$release/manifest"
    systemctl daemon-reload
    # Varnish may hold pages of the site that is going.
    if grep -q "^site$tab" "$release/manifest" && systemctl -q is-active varnish; then act varnish purge; fi
    while IFS=$tab read -r kind name active enabled how stamp; do
        [ "$kind" = unit ] || continue
        restore_unit "$name" "$active" "$enabled" "$how" "$stamp"
    done <"$release/manifest"
    rm -f "$releases/pending"
    rm -rf "$release"
    last=$(ls -1 "$releases" | grep -vx -e last -e pending | sort | tail -n 1)
    if [ -n "$last" ]; then printf '%s\n' "$last" >"$releases/last"; else rm -f "$releases/last"; fi
}
restore_unit() {
    forget_applied "$1"
    case "$2 $4" in
        inactive*) systemctl stop "$1" ;;
        *stop | *start) act "$1" start && confirm "$1" ;;
        *enable) ;;
        *) act "$1" "$4" && confirm "$1" ;;
    esac
    if [ "$3" = enabled ]; then systemctl -q enable "$1"; else systemctl -q disable "$1" 2>/dev/null || true; fi
    [ -z "${5:-}" ] || applied "$1" "$5"
}
