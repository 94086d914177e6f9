# What a deploy does on a host, as functions of a POSIX shell. Every script of a deploy begins with the files of this
# folder, this one first; the calls that follow are the plan. Set before: id (the deploy's identifier).
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

# settle PATH...: writes them to the disk now.
settle() { sync -- "$@"; }

# One deploy at a time works on a host, also where the one before lost its connection and still ends its step.
take_host() {
    mkdir -p "$state/applied" "$state/site"
    chmod 755 "$state" "$state/site"
    mkdir -p "$releases" "$state/staging"
    chmod 700 "$releases" "$state/staging"
    exec 8>>/run/cluster-host.lock
    flock -w 120 8 || fail "another deploy's step still runs on this host (/run/cluster-host.lock)"
}
