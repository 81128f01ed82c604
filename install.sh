#!/bin/sh
# Installs openclaw-lsp: install.sh [--version X.Y.Z] [--to FOLDER] [--from FOLDER] [--uninstall]
#
# Takes the archive of this machine from the release, verifies its SHA-256 checksum, and puts the program, its manual and
# its completions below ~/.local (--to names another folder). --from takes the archive from a folder in place of the
# network. --uninstall removes what was put there. Nothing else is touched, and no rights of an administrator are needed.
set -eu

repository=https://github.com/openclaw-lsp/openclaw-lsp
version=0.1.0
prefix=${HOME:?}/.local
from=
uninstall=

say() { printf '%s\n' "openclaw-lsp: $1" >&2; }
fail() {
  say "$1"
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --version) version=${2:?} && shift 2 ;;
    --to) prefix=${2:?} && shift 2 ;;
    --from) from=${2:?} && shift 2 ;;
    --uninstall) uninstall=1 && shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0" && exit 0 ;;
    *) fail "unknown argument $1; --help says what there is" ;;
  esac
done

record=$prefix/share/openclaw-lsp/installed

# Removes what an installation has put down, and the folders that are empty then.
remove() {
  [ -f "$record" ] || return 0
  while IFS= read -r path; do
    rm -f "$prefix/$path"
    above=$prefix/$(dirname "$path")
    while [ "$above" != "$prefix" ] && rmdir "$above" 2>/dev/null; do
      above=$(dirname "$above")
    done
  done <"$record"
  rm -f "$record"
  rmdir "$(dirname "$record")" "$prefix/share" 2>/dev/null || true
}

if [ -n "$uninstall" ]; then
  [ -f "$record" ] || fail "nothing was installed below $prefix"
  remove
  rmdir "$prefix" 2>/dev/null || true
  say "removed from $prefix"
  exit 0
fi

# The C library decides which program runs: the one for musl is static and runs everywhere, the one for glibc is faster.
libc() {
  if ldd --version 2>&1 | grep -qiE 'glibc|gnu libc|gnu c library'; then echo gnu; else echo musl; fi
}

case $(uname -s) in
  Linux) system=unknown-linux ;;
  Darwin) system=apple-darwin ;;
  *) fail "there is no archive for $(uname -s); on Windows use npm, winget or the archive of the release" ;;
esac
case $(uname -m) in
  x86_64 | amd64) cpu=x86_64 ;;
  aarch64 | arm64) cpu=aarch64 ;;
  *) fail "there is no archive for $(uname -m); install with Rust: cargo install openclaw-lsp" ;;
esac
if [ "$system" = unknown-linux ]; then triples="$cpu-$system-$(libc) $cpu-$system-musl"; else triples=$cpu-$system; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

get() {
  if [ -n "$from" ]; then
    cp "$from/$1" "$work/$1" 2>/dev/null
  elif command -v curl >/dev/null 2>&1; then
    curl --proto '=https' --tlsv1.2 -fsSL "$repository/releases/download/v$version/$1" -o "$work/$1"
  elif command -v wget >/dev/null 2>&1; then
    wget -q "$repository/releases/download/v$version/$1" -O "$work/$1"
  else
    fail "neither curl nor wget is here"
  fi
}

get SHA256SUMS || fail "there are no checksums of version $version at ${from:-$repository/releases}"
folder=
for triple in $triples; do
  name=openclaw-lsp-$version-$triple
  if grep -q "  $name.tar.gz\$" "$work/SHA256SUMS" && get "$name.tar.gz"; then
    folder=$name
    break
  fi
done
[ -n "$folder" ] || fail "version $version has no archive for this machine ($triples)"

wanted=$(sed -n "s/  $folder.tar.gz\$//p" "$work/SHA256SUMS")
if command -v sha256sum >/dev/null 2>&1; then
  found=$(sha256sum "$work/$folder.tar.gz" | cut -d ' ' -f 1)
elif command -v shasum >/dev/null 2>&1; then
  found=$(shasum -a 256 "$work/$folder.tar.gz" | cut -d ' ' -f 1)
else
  fail "neither sha256sum nor shasum is here, so the archive cannot be verified"
fi
[ "$wanted" = "$found" ] || fail "$folder.tar.gz has another checksum than the release says; nothing was installed"

tar -xzf "$work/$folder.tar.gz" -C "$work"
"$work/$folder/openclaw-lsp" --version >/dev/null || fail "the program does not run here; install with Rust: cargo install openclaw-lsp"

remove
mkdir -p "$(dirname "$record")"
: >"$record"
put() {
  mkdir -p "$prefix/$(dirname "$3")"
  # A program that is running cannot be written over, but its name can be given away.
  cp "$work/$folder/$2" "$prefix/$3.new"
  chmod "$1" "$prefix/$3.new"
  mv "$prefix/$3.new" "$prefix/$3"
  printf '%s\n' "$3" >>"$record"
}
put 755 openclaw-lsp bin/openclaw-lsp
for page in "$work/$folder"/man/*.1; do
  put 644 "man/$(basename "$page")" "share/man/man1/$(basename "$page")"
done
put 644 completions/openclaw-lsp.bash share/bash-completion/completions/openclaw-lsp
put 644 completions/_openclaw-lsp share/zsh/site-functions/_openclaw-lsp
put 644 completions/openclaw-lsp.fish share/fish/vendor_completions.d/openclaw-lsp.fish

say "$("$prefix/bin/openclaw-lsp" --version) is at $prefix/bin/openclaw-lsp"
case :$PATH: in
  *:$prefix/bin:*) ;;
  *) say "put $prefix/bin on PATH to start it by name" ;;
esac
