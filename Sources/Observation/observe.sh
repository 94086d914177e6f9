# Reads the state of this host in one go and prints it as lines of tab-separated fields; nothing is changed.
# Set before: files, units, packages, sysctls (words), site (the document root's link), dump (1 asks keepalived for
# its running state), waits (1 lets a deploy's step that still runs here come to its end first). Whatever can hold tabs
# or line ends is printed in base64.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
tab=$(printf '\t')
say() { IFS=$tab; printf '%s\n' "$*"; unset IFS; }
has() { command -v "$1" >/dev/null 2>&1; }
encode() { base64 | tr -d '\n'; }

if [ "$waits" = 1 ] && [ -e /run/cluster-host.lock ]; then flock -s -w 120 /run/cluster-host.lock true; fi
say user "$(id -u)"
(. /etc/os-release && say os "${ID:-}" "${VERSION_ID:-}" "${PRETTY_NAME:-}") 2>/dev/null
say machine "$(uname -m)" "$(uname -r)" "$(getconf _NPROCESSORS_ONLN)" "$(cat /proc/uptime)"
while read -r key value _; do
    case $key in MemTotal: | MemAvailable:) say memory "${key%:}" "$value" ;; esac
done </proc/meminfo
# A container's limits, after the machine's own figures, which they narrow. The root control group has no such files.
groups=/sys/fs/cgroup
[ -r "$groups/cpu.max" ] && say limit cpu.max "$(cat "$groups/cpu.max")"
[ -r "$groups/memory.max" ] && say limit memory.max "$(cat "$groups/memory.max")" "$(cat "$groups/memory.current")" \
    "$(sed -n 's/^inactive_file //p' "$groups/memory.stat")"
# The same of version 1, whose unlimited memory is a number beyond any machine's.
[ -r "$groups/cpu/cpu.cfs_quota_us" ] &&
    say limit cpu.max "$(cat "$groups/cpu/cpu.cfs_quota_us") $(cat "$groups/cpu/cpu.cfs_period_us")"
[ -r "$groups/memory/memory.limit_in_bytes" ] &&
    say limit memory.max "$(cat "$groups/memory/memory.limit_in_bytes")" \
        "$(cat "$groups/memory/memory.usage_in_bytes")" \
        "$(sed -n 's/^total_inactive_file //p' "$groups/memory/memory.stat")"
df -Pk / /var /var/lib/cluster 2>/dev/null | while read -r device blocks used free _ mount; do
    case $blocks in *[!0-9]*) ;; *) say disk "$device" "$blocks" "$free" "$mount" ;; esac
done
[ -r /proc/mdstat ] && say raid "$(encode </proc/mdstat)"

for file in $files; do
    if [ -L "$file" ]; then say link "$file" "$(readlink "$file" | encode)"
    elif [ -f "$file" ]; then
        if [ "$(stat -c %s "$file")" -gt 1048576 ]; then say large "$file" "$(stat -c '%a' "$file")"
        else say file "$file" "$(stat -c '%a' "$file")" "$(stat -c '%U:%G' "$file")" "$(encode <"$file")"; fi
    elif [ -e "$file" ]; then say other "$file"; fi
done

if has dpkg-query; then
    dpkg-query -W -f 'package\t${Package}\t${db:Status-Status}\t${Version}\n' $packages 2>/dev/null
fi
for unit in $units; do
    say applied "$unit" "$(cat "/var/lib/cluster/applied/$unit" 2>/dev/null)"
done
if has systemctl && [ -d /run/systemd/system ]; then
    for unit in $units; do
        say unit "$unit" $(systemctl show -p LoadState -p ActiveState -p SubState -p UnitFileState -p MainPID \
            -p NRestarts "$unit.service")
    done
else
    say lacks systemd
fi
for key in $sysctls; do
    say sysctl "$key" "$(cat "/proc/sys/$(echo "$key" | tr . /)" 2>/dev/null)"
done
if has ip; then ip -o addr show | while read -r line; do say address "$line"; done; else say lacks iproute2; fi

if [ -n "$site" ] && [ -L "$site" ]; then
    say site "$(readlink "$site" | encode)"
    (cd "$site/" && {
        find . ! -type f ! -type d -exec printf 'entry\tother\t%s\n' {} +
        find . -type d -exec printf 'entry\tdirectory\t%s\n' {} +
        find . -type f -exec sha256sum {} + | while IFS= read -r line; do say entry "file" "$line"; done
    }) 2>/dev/null
elif [ -n "$site" ] && [ -e "$site" ]; then say site-blocked "$site"; fi
for release in last pending; do
    [ -f "/var/lib/cluster/releases/$release" ] && say release "$release" "$(cat "/var/lib/cluster/releases/$release")"
done

if has socat && [ -S /run/haproxy/admin.sock ]; then
    say haproxy-info "$(echo 'show info' | socat -t2 - UNIX-CONNECT:/run/haproxy/admin.sock 2>/dev/null | encode)"
    say haproxy-stat "$(echo 'show stat' | socat -t2 - UNIX-CONNECT:/run/haproxy/admin.sock 2>/dev/null | encode)"
fi
pid=$(cat /run/keepalived.pid 2>/dev/null)
if [ -n "$pid" ] && [ "$dump" = 1 ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = keepalived ]; then
    # It holds VRRP's password (keepalived makes it readable by root alone): it is removed again. Two that ask at once
    # may take it from each other, so each asks again until it has a whole one.
    data=/tmp/keepalived.data
    tries=0
    state=
    until case $state in *'VRRP Sockpool'*) true ;; *) [ "$tries" -ge 40 ] ;; esac do
        [ $((tries % 10)) = 0 ] && rm -f "$data" && kill -USR1 "$pid"
        sleep 0.05
        state=$(cat "$data" 2>/dev/null)
        tries=$((tries + 1))
    done
    rm -f "$data" /tmp/keepalived_parent.data
    [ -n "$state" ] && say keepalived "$(printf '%s\n' "$state" | encode)"
fi
say end
