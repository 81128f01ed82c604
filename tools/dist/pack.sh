#!/usr/bin/env bash
# Packs the programs of all platforms: pack.sh PROGRAMS OUT
#
# PROGRAMS holds a folder for each triple, as the workflow of a release fills it. OUT then has the archives, the npm packages,
# the VSIX files, the checksums and the recipes. Needs npm and python3; the program of this machine must be among them.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
programs=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mine=$(cd "$here" && python3 -c 'import targets; print(targets.here().triple)')
chmod +x "$programs"/*/*
"$here/extras.sh" "$programs/$mine/openclaw-lsp" "$work/extras"
pairs=()
for folder in "$programs"/*/; do
  triple=$(basename "$folder")
  program=$(find "$folder" -maxdepth 1 -name 'openclaw-lsp*' -type f)
  python3 "$here/archive.py" "$triple" "$program" "$work/extras" "$out"
  pairs+=("$triple=$program")
done
python3 "$here/npm.py" "$out" "${pairs[@]}"
(cd "$root/editors/vscode" && npm ci --silent --no-audit --no-fund && npm run --silent package:all -- --servers "$programs" --out "$out")
cp "$root/install.sh" "$out"
python3 "$here/checksums.py" "$out"
python3 "$here/recipes.py" "$out/SHA256SUMS" "$out/recipes"
python3 "$here/mirror.py" "$out/pre-commit"
