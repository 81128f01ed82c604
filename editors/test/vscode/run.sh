#!/usr/bin/env bash
# The VS Code extension: type check, unit tests, bundle and VSIX. Called by ../run.sh.
#
# It is built in a copy inside the cache, so that the project's own folder stays as it was.
set -euo pipefail

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

# The reporter's own counts are the counts: a suite that runs nothing must not pass.
unit_tests() {
  npm run --silent build:tests > unit.log 2>&1 && node --test --test-reporter=tap dist-test/*.test.js >> unit.log 2>&1 || true
  local good bad
  good=$(sed -n 's/^# pass //p' unit.log)
  bad=$(sed -n 's/^# fail //p' unit.log)
  grep -E '^(not )?ok ' unit.log | sed -E 's/^ok [0-9]+ - /ok   /; s/^not ok [0-9]+ - /FAIL /' || true
  passed=$((passed + ${good:-0}))
  failed=$((failed + ${bad:-0}))
  if [ "${good:-0}" -eq 0 ] || [ "${bad:-0}" -gt 0 ]; then
    [ "${bad:-0}" -gt 0 ] || failed=$((failed + 1))
    cat unit.log
  fi
}

# Each file in the VSIX is there for a reason, and nothing else is.
vsix_contents() {
  diff <(python3 - "$copy/openclaw-lsp.vsix" <<'PY'
import sys, zipfile
print("\n".join(sorted(name for name in zipfile.ZipFile(sys.argv[1]).namelist() if name.startswith("extension/"))))
PY
  ) - <<'LIST'
extension/LICENSE.txt
extension/changelog.md
extension/dist/extension.js
extension/images/icon.png
extension/language-configuration.json
extension/package.json
extension/readme.md
extension/syntaxes/openclaw.tmLanguage.json
LIST
}

no_registry_in_lock() {
  ! grep -nE '"resolved"|registry\.' package-lock.json
}

unit_tests
check 'the lock file names no registry' no_registry_in_lock
check 'the VSIX builds' npm run --silent package
check 'the VSIX holds what it should' vsix_contents
check 'the VSIX is below 256 KiB' test "$(stat -c %s openclaw-lsp.vsix 2>/dev/null || echo 999999)" -lt 262144
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
