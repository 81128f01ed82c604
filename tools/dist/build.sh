#!/usr/bin/env bash
# Builds all that a release has for this platform: build.sh [OUT]
#
# OUT (dist/ without one) then holds the archive with manual and completions, its checksum, the npm packages, the wheel, the
# crate, the VSIX with the program inside and the universal one, and the recipes. Needs Rust, npm and python3; maturin comes
# from PyPI where it is missing. PROGRAM=FILE takes a program that is built already, PROFILE=NAME another profile of Cargo
# than `dist`, which is faster to build; WHEEL=0 and VSIX=0 leave these out.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=${1:-$root/dist}
profile=${PROFILE:-dist}
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
step() { printf '== %s (at %d s)\n' "$1" "$SECONDS"; }

triple=$(cd "$here" && python3 -c 'import targets; print(targets.here().triple)')
target=${CARGO_TARGET_DIR:-$root/target}
if [ -z "${PROGRAM:-}" ]; then
  step "program for $triple"
  cargo build --profile "$profile" --locked
  PROGRAM=$target/$profile/openclaw-lsp
fi

step "manual, completions, archive"
"$here/extras.sh" "$PROGRAM" "$work/extras"
python3 "$here/archive.py" "$triple" "$PROGRAM" "$work/extras" "$out"

step "npm packages"
python3 "$here/npm.py" "$out" "$triple=$PROGRAM"

step "crate"
cargo package --locked --no-verify --quiet ${DIRTY:+--allow-dirty}
cp "$target"/package/openclaw-lsp-*.crate "$out"

if [ "${WHEEL:-1}" = 1 ]; then
  step "wheel"
  maturin=maturin
  command -v maturin >/dev/null || {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check 'maturin>=1.9,<2'
    maturin=$work/venv/bin/maturin
  }
  "$maturin" build --profile "$profile" --locked --quiet --compatibility "${COMPATIBILITY:-linux}" --out "$out"
fi

if [ "${VSIX:-1}" = 1 ]; then
  step "VS Code"
  # In a copy: the project's own folder stays as it was.
  mkdir -p "$work/vscode"
  tar -C editors/vscode --exclude=./node_modules --exclude=./dist --exclude=./server --exclude='*.vsix' -cf - . | tar -C "$work/vscode" -xf -
  vsix=$(cd "$here" && python3 -c 'import targets; t = targets.here(); print(f"{t.os}-{t.cpu}")')
  folder=$(node -e "import('$work/vscode/scripts/targets.mjs').then((t) => console.log(t.TARGETS['$vsix'].triple))")
  mkdir -p "$work/servers/$folder"
  case $PROGRAM in *.exe) name=openclaw-lsp.exe ;; *) name=openclaw-lsp ;; esac
  cp "$PROGRAM" "$work/servers/$folder/$name"
  (cd "$work/vscode" && npm ci --silent --no-audit --no-fund && npm run --silent package:all -- --servers "$work/servers" --out "$out" --only "$vsix" --only universal)
fi

step "checksums, install script, recipes"
cp "$root/install.sh" "$out"
python3 "$here/checksums.py" "$out"
python3 "$here/recipes.py" "$out/SHA256SUMS" "$out/recipes" --partial

step "done"
(cd "$out" && find . -type f -printf '%10s  %P\n' | sort -k 2)
