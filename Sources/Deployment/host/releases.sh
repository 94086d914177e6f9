# The end of a deploy, and the way back from it.

end_release() {
    printf '%s\n' "$id" >"$releases/last"
    settle "$releases/last" "$releases"
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

# Puts back what the release found, except that nothing is stopped yet: a balancer that is not put back so far may still
# pass requests to it. May run any number of times.
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
    # A host that changed its kind lets go first of what it became: both kinds may want the same port.
    if grep -q "^unit$tab.*${tab}leave$tab" "$release/manifest"; then each_unit restore_former; fi
    each_unit restore_unit
}
restore_former() { [ "$2" != inactive ] || halt "$1"; }
# each_unit FUNCTION: calls it with the fields of each unit of the manifest.
each_unit() {
    # Descriptor 3: what runs inside the loop has standard input for itself.
    while IFS=$tab read -r kind name active enabled how stamp <&3; do
        if [ "$kind" = unit ]; then "$1" "$name" "$active" "$enabled" "$how" "$stamp"; fi
    done 3<"$release/manifest"
}
restore_unit() {
    forget_applied "$1"
    case "$2 $4" in
        inactive*) ;;
        *stop | *leave | *start) act "$1" start && confirm "$1" ;;
        *enable) ;;
        *) act "$1" "$4" && confirm "$1" ;;
    esac
    [ -z "$5" ] || applied "$1" "$5"
}

# A unit whose program did not end as systemd likes it is stopped all the same, and no failure to look at.
halt() {
    systemctl stop "$1"
    systemctl reset-failed "$1" 2>/dev/null || true
}

# Stops what did not run, and lets go of the release: the way back from here is that of the deploy before it.
end_restore() {
    each_unit restore_absence
    rm -f "$releases/pending"
    rm -rf "$release"
    last=$(ls -1 "$releases" | grep -vx -e last -e pending | sort | tail -n 1)
    if [ -n "$last" ]; then printf '%s\n' "$last" >"$releases/last"; else rm -f "$releases/last"; fi
}
restore_absence() {
    if [ "$2" = inactive ]; then halt "$1"; fi
    case $3 in
        enabled) starts_at_boot "$1" || systemctl -q enable "$1" ;;
        *) if starts_at_boot "$1"; then systemctl -q disable "$1" 2>/dev/null || true; fi ;;
    esac
}
