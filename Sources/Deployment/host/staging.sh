# Everything new is brought to a place of its own first.

begin_stage() {
    # What an earlier deploy left behind is of no use to anyone.
    find "$state/staging" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
    find "$state/site" -mindepth 1 -maxdepth 1 -name '*.partial' -exec rm -rf {} +
    mkdir -p "$stage"
    # Older than everything that is brought.
    touch -d "@$(($(date +%s) - 1))" "$staging/begun"
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
    new=$state/site/$2.partial
    rm -rf "$new"
    mkdir "$new"
    if [ -L "$1" ] && [ -d "$1/" ]; then cp -al "$1/." "$new/"; fi
    chmod 755 "$new"
}
site_remove() { rm -rf -- "$new/$1"; }
site_directory() {
    mkdir -p -- "$new/$1"
    chown root:root -- "$new/$1"
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
    find "$new" \( -type f -newer "$staging/begun" -o -type d \) -exec sync -- {} +
    mv -T "$new" "$state/site/$1"
}
