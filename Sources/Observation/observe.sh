# Reads the state of this host in one go and prints it as lines of tab-separated fields; nothing is changed.
# Set before: files, units, packages, sysctls (words), site (the document root's link), dump (1 asks keepalived for
# its running state), waits (1 lets a deploy's step that still runs here come to its end first). Whatever can hold tabs
# or line ends is printed in base64. Every process counts: a deploy that changes nothing spends its time here.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
tab=$(printf '\t')
say() { IFS=$tab; printf '%s\n' "$*"; unset IFS; }
has() { command -v "$1" >/dev/null 2>&1; }
encode() { base64 -w0; }
# first FILE: its first line, without a process.
first() {
    line=
    [ ! -r "$1" ] || read -r line <"$1"
}

if [ "$waits" = 1 ] && [ -e /run/cluster-host.lock ]; then flock -s -w 120 /run/cluster-host.lock true; fi

# keepalived writes its data file while the rest is read. The file holds VRRP's password, for root alone, so it is
# removed again; two that ask at once may take it from each other, so each asks again until it has a whole one.
data=/tmp/keepalived.data
keepalived=
if [ "$dump" = 1 ]; then
    first /run/keepalived.pid
    pid=$line
    first "/proc/$pid/comm"
    [ "$line" != keepalived ] || keepalived=$pid
fi
ask_keepalived() { rm -f "$data" && kill -USR1 "$keepalived"; }
[ -z "$keepalived" ] || ask_keepalived

say user "$(id -u)"
(. /etc/os-release && say os "${ID:-}" "${VERSION_ID:-}" "${PRETTY_NAME:-}") 2>/dev/null
first /proc/uptime
say machine $(uname -m -r | sed 's/\(.*\) \(.*\)/\2 \1/') "$(getconf _NPROCESSORS_ONLN)" "$line"
while read -r key value _; do
    case $key in MemTotal: | MemAvailable:) say memory "${key%:}" "$value" ;; esac
done </proc/meminfo
# A container's limits, after the machine's own figures, which they narrow. The root control group has no such files.
groups=/sys/fs/cgroup
first "$groups/cpu.max"
[ -z "$line" ] || say limit cpu.max "$line"
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
        facts=$(stat -c '%s %a %U:%G' "$file")
        size=${facts%% *} facts=${facts#* }
        if [ "$size" -gt 1048576 ]; then say large "$file" "${facts% *}"
        else say file "$file" "${facts% *}" "${facts#* }" "$(encode <"$file")"; fi
    elif [ -e "$file" ]; then say other "$file"; fi
done

if has dpkg-query; then
    dpkg-query -W -f 'package\t${Package}\t${db:Status-Status}\t${Version}\n' $packages 2>/dev/null
fi
for unit in $units; do
    first "/var/lib/cluster/applied/$unit"
    say applied "$unit" "$line"
done
if has systemctl && [ -d /run/systemd/system ]; then
    # A block of KEY=VALUE lines for each unit, in the order asked for.
    systemctl show -p LoadState -p ActiveState -p SubState -p UnitFileState -p MainPID -p NRestarts \
        $(for unit in $units; do echo "$unit.service"; done) | {
        for unit in $units; do
            properties=
            while read -r property && [ -n "$property" ]; do properties="$properties$tab$property"; done
            say unit "$unit$properties"
        done
    }
else
    say lacks systemd
fi
for key in $sysctls; do
    path=$key
    while [ "$path" != "${path#*.}" ]; do path=${path%%.*}/${path#*.}; done
    first "/proc/sys/$path"
    say sysctl "$key" "$line"
done
if has ip; then ip -o addr show | while read -r line; do say address "$line"; done; else say lacks iproute2; fi

if [ -n "$site" ] && [ -L "$site" ]; then
    say site "$(readlink "$site" | encode)"
    (cd "$site/" && {
        find . \( ! -type f ! -type d -printf 'entry\tother\t%p\n' \) , \
            \( -type d -printf 'entry\tdirectory\t%p\n' \) , \
            \( ! -path . -type d ! \( -user root -group root -perm 755 \) -printf 'entry\taltered\t%p\n' \) , \
            \( -type f ! \( -user root -group root -perm 644 \) -printf 'entry\taltered\t%p\n' \)
        find . -type f -exec sha256sum {} + | while IFS= read -r line; do say entry "file" "$line"; done
    }) 2>/dev/null
elif [ -n "$site" ] && [ -e "$site" ]; then say site-blocked "$site"; fi
for release in last pending; do
    first "/var/lib/cluster/releases/$release"
    [ -z "$line" ] || say release "$release" "$line"
done

if has socat && [ -S /run/haproxy/admin.sock ]; then
    answers=$(echo 'show info;show stat' | socat -t2 - UNIX-CONNECT:/run/haproxy/admin.sock 2>/dev/null)
    # The socket of one that was stopped may lie there still.
    [ -z "$answers" ] || say haproxy-info "$(printf '%s\n' "${answers%%# pxname*}" | encode)"
    case $answers in
        *'# pxname'*) say haproxy-stat "$(printf '%s\n' "# pxname${answers#*# pxname}" | encode)" ;;
    esac
fi
if [ -n "$keepalived" ]; then
    tries=0
    state=$(cat "$data" 2>/dev/null)
    until case $state in *'VRRP Sockpool'*) true ;; *) [ "$tries" -ge 80 ] ;; esac do
        sleep 0.025
        tries=$((tries + 1))
        [ $((tries % 20)) != 0 ] || ask_keepalived
        state=$(cat "$data" 2>/dev/null)
    done
    rm -f "$data" /tmp/keepalived_parent.data
    [ -z "$state" ] || say keepalived "$(printf '%s\n' "$state" | encode)"
fi
say end
