# Staged files move into place.

# move_in FROM PATH: in one step, so that a reader finds the old file or the new one.
move_in() {
    mkdir -p "${2%/*}"
    rm -rf "$2.cluster-new"
    cp -a "$1" "$2.cluster-new"
    # A name that leads to a file not yet written would be an empty file after a power cut.
    [ -L "$2.cluster-new" ] || settle "$2.cluster-new"
    mv -fT "$2.cluster-new" "$2"
    settle "${2%/*}"
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
