#!/usr/bin/env bash
# grammar.sh FOLDER: the JSON5 grammar, which Debian's package of Helix leaves out. Users get it by `hx --grammar fetch`,
# which clones repositories; here a package on PyPI has a parser with the same nodes.
set -euo pipefail

folder=$1 name=tree-sitter-json5-orchard version=0.1.0
source=$(mktemp -d)
trap 'rm -rf "$source"' EXIT
python3 -m venv "$source/venv"
"$source/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --dest "$source" "$name==$version"
tar -xzf "$source"/*.tar.gz -C "$source" --strip-components 1
mkdir -p "$folder"
# Helix looks for the symbol of the name `json5`.
cc -O2 -fPIC -shared -Dtree_sitter_json5_orchard=tree_sitter_json5 -I "$source/src" \
  -o "$folder/json5.so" "$source/src/parser.c"
