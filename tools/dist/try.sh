#!/usr/bin/env bash
# Installs what build.sh made by each channel, uses it and removes it again: try.sh DIST
#
# Nothing outside of a temporary folder is touched. Prints seconds and bytes of each channel, and `N passed, N failed`.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dist=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home npm_config_cache=$work/cache npm_config_update_notifier=false
mkdir -p "$HOME"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
passed=0 failed=0

check() {
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "ok   $name"
  else
    failed=$((failed + 1))
    echo "FAIL $name"
    sed 's/^/     /' "$work/log"
  fi
}

# Runs a command and says how long it took and how much it put into a folder.
measured() {
  local folder=$1 start
  shift
  start=$(date +%s%N)
  "$@" >"$work/log" 2>&1 || { cat "$work/log"; return 1; }
  printf '     %d ms, %d bytes in %s\n' $((($(date +%s%N) - start) / 1000000)) "$(du -sb "$folder" | cut -f 1)" "$(basename "$folder")"
}

empty() { [ -z "$(find "$1" -mindepth 1 -type f -o -mindepth 1 -type l | grep -v '/\.package-lock\.json$')" ] || { find "$1"; return 1; }; }

uses() {
  check "$1: it says its version" test "$("$2" --version)" = "openclaw-lsp $version"
  check "$1: it checks" "$2" check "$root/examples/ci/hosts/home/openclaw.json"
  check "$1: it is a language server" python3 "$here/hello.py" "$2"
}

npm_channel() {
  local prefix=$work/npm
  mkdir -p "$prefix"
  measured "$prefix" npm install --global --prefix "$prefix" --no-audit --no-fund "$dist"/openclaw-lsp-*-*-*.tgz "$dist/openclaw-lsp-$version.tgz" || failed=$((failed + 1))
  uses npm "$prefix/bin/openclaw-lsp"
  npm uninstall --global --prefix "$prefix" openclaw-lsp $(cd "$prefix/lib/node_modules" && echo @openclaw-lsp/*) >/dev/null 2>&1
  check "npm: nothing is left" empty "$prefix"
}

pip_channel() {
  local wheels=("$dist"/*.whl)
  [ -e "${wheels[0]}" ] || { echo "     no wheel: left out"; return; }
  python3 -m venv --without-pip "$work/venv"
  local before
  before=$(find "$work/venv" -type f ! -name '*.pyc' | sort)
  measured "$work/venv" python3 -m pip --disable-pip-version-check --python "$work/venv/bin/python" install --no-index --no-deps "${wheels[0]}" || failed=$((failed + 1))
  uses pip "$work/venv/bin/openclaw-lsp"
  python3 -m pip --disable-pip-version-check --python "$work/venv/bin/python" uninstall --yes --quiet openclaw-lsp >/dev/null 2>&1
  check "pip: nothing is left" test "$(find "$work/venv" -type f ! -name '*.pyc' | sort)" = "$before"
}

script_channel() {
  local prefix=$work/local
  mkdir -p "$prefix"
  measured "$prefix" sh "$dist/install.sh" --from "$dist" --to "$prefix" || failed=$((failed + 1))
  uses script "$prefix/bin/openclaw-lsp"
  check "script: it has its manual" test -f "$prefix/share/man/man1/openclaw-lsp-check.1"
  check "script: again is an update" sh "$dist/install.sh" --from "$dist" --to "$prefix"
  check "script: it is removed" sh "$dist/install.sh" --to "$prefix" --uninstall
  check "script: nothing is left" test ! -e "$prefix"
  mkdir "$work/bad"
  cp "$dist"/*.tar.gz "$dist/SHA256SUMS" "$work/bad"
  for archive in "$work/bad"/*.tar.gz; do echo >>"$archive"; done
  check "script: an archive that was changed is refused" sh -c "! sh '$dist/install.sh' --from '$work/bad' --to '$prefix' && test ! -e '$prefix'"
}

action() {
  export GITHUB_PATH=$work/path GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary RUNNER_TEMP=$work/runner
  mkdir -p "$RUNNER_TEMP"
  : >"$GITHUB_PATH"
  : >"$GITHUB_OUTPUT"
  check "action: it installs" env OPENCLAW_LSP_VERSION="$version" OPENCLAW_LSP_FROM="$dist" bash "$root/tools/action/install.sh"
  check "action: a wrong checksum is refused" sh -c "! env OPENCLAW_LSP_VERSION=$version OPENCLAW_LSP_FROM='$dist' OPENCLAW_LSP_CHECKSUM=0 bash '$root/tools/action/install.sh'"
  local path
  path=$(tail -n 1 "$GITHUB_PATH"):$PATH
  cd "$root/examples/ci" || return
  check "action: it checks the example" env PATH="$path" OPENCLAW_LSP_PATHS=hosts OPENCLAW_LSP_ARGUMENTS='--deny warnings --ignore missing-variable' bash "$root/tools/action/check.sh"
  check "action: it says how it went" grep -qx status=0 "$GITHUB_OUTPUT"
  printf '%s\n' '{ gateway: { prot: 1 } }' >"$work/wrong.json"
  PATH=$path OPENCLAW_LSP_PATHS=$work/wrong.json OPENCLAW_LSP_SARIF=$work/found.sarif bash "$root/tools/action/check.sh" >"$work/annotations"
  check "action: it fails on an error" test $? = 1
  check "action: it annotates" grep -q '^::error file=.*title=unknown-key::' "$work/annotations"
  check "action: it writes SARIF" grep -q '"ruleId":"unknown-key"' "$work/found.sarif"
  check "action: it writes a summary" grep -q 'error\[unknown-key\]' "$GITHUB_STEP_SUMMARY"
  cd "$root" || return
}

hooks() {
  mkdir -p "$work/repo/bin" && cd "$work/repo" || return
  git init -q .
  ln -s "$(tail -n 1 "$work/path")/openclaw-lsp" bin/openclaw-lsp
  printf '#!/bin/sh\n# What npx would start.\nshift 2\nexec "%s/bin/openclaw-lsp" "$@"\n' "$work/repo" >bin/npx
  chmod +x bin/npx
  printf '%s\n' '{ gateway: { prot: 1 } }' >openclaw.json
  git add openclaw.json
  check "husky: a bad configuration is not committed" sh -c "! PATH='$work/repo/bin:$PATH' sh '$root/examples/ci/.husky/pre-commit'"
  printf '%s\n' '{ gateway: { mode: "local" } }' >openclaw.json
  git add openclaw.json
  check "husky: a good one is" env PATH="$work/repo/bin:$PATH" sh "$root/examples/ci/.husky/pre-commit"
  local run
  run=$(sed -n 's/^ *run: //p' "$root/examples/ci/lefthook.yml" | sed 's/{staged_files}/openclaw.json/')
  check "lefthook: its line runs" env PATH="$work/repo/bin:$PATH" sh -c "$run"
  cd "$root" || return
}

files() {
  check "the checksums are right" sh -c "cd '$dist' && sha256sum --check --quiet SHA256SUMS"
  local archive
  archive=$(basename "$dist"/*.tar.gz)
  tar -xzf "$dist/$archive" -C "$work"
  check "completions: bash reads them" bash -n "$work/${archive%.tar.gz}/completions/openclaw-lsp.bash"
  check "the manual has a page for each command" test "$(find "$work/${archive%.tar.gz}/man" -name '*.1' | wc -l)" -ge 12
  check "AUR: bash reads the PKGBUILD" bash -n "$dist/recipes/aur/PKGBUILD"
  command -v ruby >/dev/null && check "Homebrew: ruby reads the formula" ruby -c "$dist/recipes/homebrew/openclaw-lsp.rb"
  check "the crate is below 10 MB" test "$(stat -c %s "$dist"/*.crate)" -lt 10000000
}

files
npm_channel
pip_channel
script_channel
action
hooks
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
