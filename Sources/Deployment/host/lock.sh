# Holds the cluster's lock on this host for as long as the operator's program keeps writing: one byte every few
# seconds, each of which is answered with one, so that the program knows that the lock still stands. The lock is an
# flock(2), so it ends with this shell, whatever ends it. Set before: holder.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 077
command -v flock >/dev/null || { echo 'flock is missing: install the package util-linux' >&2; exit 1; }
exec 9>>/run/cluster.lock || exit 1
if ! flock -n 9; then
    cat /run/cluster.lock
    exit 75
fi
printf '%s\n' "$holder" >/run/cluster.lock
echo locked
while [ -n "$(timeout 30 head -c 1 9>&-)" ]; do printf .; done
: >/run/cluster.lock
