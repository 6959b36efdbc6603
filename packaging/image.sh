#!/bin/sh
# Builds packaging/target/mrt-linux-x64.tar.gz: mrt with its own Java runtime and a class-data archive for a quick start.
# Run after `mvn package`; needs a JDK 17 or later with jmods.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
jar=$top/mrt-cli/target/mrt.jar
sites=$top/packaging/target/call-sites.jar
out=$top/packaging/target
name=mrt-linux-x64
[ -f "$jar" ] && [ -f "$sites" ] || { echo "build first: mvn -q package -DskipTests" >&2; exit 2; }

rm -rf "${out:?}/$name" "$out/$name.tar.gz"
mkdir -p "$out/$name/bin" "$out/$name/lib"
modules=$(jdeps --ignore-missing-deps --multi-release 17 --print-module-deps "$jar")
jlink --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=0 --output "$out/$name/runtime"
# What Java links at run time becomes classes, which the archive keeps ready.
"$out/$name/runtime/bin/java" -jar "$sites" "$jar" "$out/$name/lib/mrt.jar" dev/mrt/ net/sf/jsqlparser/
cp "$top/packaging/mrt" "$out/$name/bin/mrt"
cp "$top/LICENSE" "$out/$name/"

# The classes of typical runs, over all migrations of the repository so that few are missed; the launcher makes an archive of
# them where it is unpacked.
home=$out/$name
java=$home/runtime/bin/java
classes=$out/classes.txt
: > "$classes"
for arguments in "check $top" "check $top --format json" "check $top --format github --strict" "report $top/examples -o $out/page.html" "--version"; do
    # shellcheck disable=SC2086
    "$java" -Xshare:off -XX:+UseSerialGC -XX:DumpLoadedClassList="$out/run.txt" -cp "$home/lib/mrt.jar" dev.mrt.cli.Main $arguments \
        >/dev/null 2>&1 || true
    cat "$out/run.txt" >> "$classes"
done
# All of our own and of the SQL parser, whether these runs needed them or not.
jar --list --file "$home/lib/mrt.jar" | sed -n -E 's#^((dev/mrt|net/sf/jsqlparser)/.*)\.class$#\1#p' >> "$classes"
sort -u "$classes" > "$home/lib/classes"

# The manual page and the completion, from what the commands say about themselves.
mkdir -p "$home/share/man/man1" "$home/share/bash-completion/completions"
mrt() { "$java" -cp "$home/lib/mrt.jar" dev.mrt.cli.Main "$@"; }
section() { printf '.SH %s\n.nf\n' "$1"; shift; "$@" | sed -e 's/\\/\\e/g' -e "s/^[.']/\\\\\\&&/" -e 's/-/\\-/g'; printf '.fi\n'; }
{
    printf '.TH MRT 1 "" "%s"\n' "$(mrt --version)"
    printf '.SH NAME\nmrt \\- tells whether database migrations can be rolled back\n'
    section SYNOPSIS mrt --help
    for command in check fix verify drift report explain schema rule init completion operations ast; do
        section "mrt $command" mrt "$command" --help
    done
} > "$home/share/man/man1/mrt.1"
mrt completion > "$home/share/bash-completion/completions/mrt"
tar -C "$out" -czf "$out/$name.tar.gz" "$name"
"$home/bin/mrt" --version
ls -l "$out/$name.tar.gz"
