#!/usr/bin/env bash
# Builds the documentation site and checks its links: build.sh [OUT]. Needs mdbook and python3.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$(mkdir -p "${1:-$root/site}" && cd "${1:-$root/site}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

diff <(python3 "$here/settings.py") "$root/docs/settings.md" || { echo "docs/settings.md is old: tools/docs/settings.py > docs/settings.md"; exit 1; }
python3 "$here/prepare.py" "$work/book"
mdbook build "$work/book" --dest-dir "$out"
cp "$root/docs/check.schema.json" "$out/"
python3 "$here/links.py" "$out"
