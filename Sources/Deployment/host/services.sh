# Services load their files, and confirm it themselves.

# act UNIT HOW
act() {
    started=$(date +%s)
    failed_before=$(haproxy_failed_reloads)
    failed_before=${failed_before:-0}
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
        *) starts_at_boot "$1" || systemctl -q enable "$1" 2>/dev/null || fail "systemctl enable $1 failed" ;;
    esac
}

# Asked first, as enabling what is enabled takes systemd a second with units that have an init script too.
starts_at_boot() { systemctl -q is-enabled "$1" 2>/dev/null; }

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
    # haproxy tells of itself on standard error; by syslog it tells of every request.
    only=
    [ "$1" != haproxy ] || only=_TRANSPORT=stdout
    journalctl -q --no-pager -o cat -u "$1" --since "@${started:-0}" -n 12 $only >&2 2>/dev/null || true
    exit 1
}

# need_a_server ADDRESS:PORT...: where haproxy has a server that is up, its new configuration must lead to one too.
need_a_server() {
    case $(haproxy_servers) in *,UP*) had_server=1 ;; *) return 0 ;; esac
    for server in "$@"; do
        socat -u OPEN:/dev/null "TCP:$server,connect-timeout=3" 2>/dev/null && return 0
    done
    fail "no web server answers at $*: haproxy keeps its present configuration (deploy to the web servers first)"
}
# Then its own checks must find one: before they have come to an answer (INI), haproxy calls every server up. Checks
# that are rare are not waited for: the verification at the end of the deploy does.
confirm_servers() {
    [ -n "${had_server-}" ] || return 0
    tries=0
    until haproxy_servers | grep -v ,INI, | grep -q ,UP; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || return 0
        [ "$tries" -lt 30 ] || haproxy_servers | grep -q ,INI, ||
            explain haproxy "with its new configuration haproxy finds no web server that is up"
        sleep 0.1
    done
}
haproxy_servers() { haproxy_says /run/haproxy/admin.sock 'show stat' | grep -v -e '^#' -e ,BACKEND, -e ,FRONTEND, || true; }

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
            # Empty while the master itself comes up anew.
            failed=$(haproxy_failed_reloads)
            [ "${failed:-0}" -le "$failed_before" ] ||
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
