#!/usr/bin/env bash
# install.sh CACHE: Helix from Debian's package of a newer suite, with that suite's own C library beside it.
#
# The private package state keeps the machine's own package manager from ever seeing the newer suite.
set -euo pipefail

cache=$1 suite=trixie
[ ! -x "$cache/hx" ] || exit 0
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$cache"
mkdir -p "$cache"/apt/{lists/partial,cache/archives/partial} "$cache"/{debs,root}

mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources | head -1)
cat > "$cache/apt/suite.sources" <<SOURCES
Types: deb
URIs: $mirror
Suites: $suite
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
cat > "$cache/apt/apt.conf" <<CONF
Dir::State::Lists "$cache/apt/lists";
Dir::State::status "/dev/null";
Dir::Cache "$cache/apt/cache";
Dir::Etc::sourcelist "$cache/apt/suite.sources";
Dir::Etc::sourceparts "/dev/null";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
APT::Sandbox::User "root";
CONF
export APT_CONFIG=$cache/apt/apt.conf
apt-get update -qq
(cd "$cache/debs" && apt-get download -qq hx libc6 libgcc-s1)
for deb in "$cache"/debs/*.deb; do dpkg-deb -x "$deb" "$cache/root"; done
"$here/grammar.sh" "$cache/root/usr/lib/hx/runtime/grammars"
rm -rf "$cache/apt" "$cache/debs"

# --library-path, not LD_LIBRARY_PATH: the language server that Helix starts must use the machine's own library.
library=$cache/root/usr/lib
cat > "$cache/hx.new" <<HX
#!/bin/sh
export HELIX_RUNTIME='$library/hx/runtime'
exec '$library/x86_64-linux-gnu/ld-linux-x86-64.so.2' --library-path '$library/x86_64-linux-gnu' '$library/hx/hx' "\$@"
HX
chmod +x "$cache/hx.new"
"$cache/hx.new" --version > /dev/null
mv "$cache/hx.new" "$cache/hx"
