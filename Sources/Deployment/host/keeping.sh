# What was there before a deploy is kept, for a way back.

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
# What was kept must outlive a power cut before anything is replaced.
settle_release() {
    find "$release" "$releases/pending" \( -type f -o -type d \) -exec sync -- {} +
    settle "$releases"
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
# keep_unit UNIT HOW ACTIVE ENABLED: HOW it is made to load its files, on the way back too.
keep_unit() {
    is_kept unit "$1" && return 0
    keep unit "$1" "$3" "$4" "$2" "$(cat "$state/applied/$1" 2>/dev/null || true)"
}
