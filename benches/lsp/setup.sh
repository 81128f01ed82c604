#!/usr/bin/env bash
# Installs what bench.py runs beside this project's server: the null server, the VS Code JSON server, and OpenClaw's schema made
# usable by servers for any schema. The schema is what `openclaw config schema` prints: SCHEMA names a file that holds it, else
# the installed `openclaw` is asked.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${LSPBENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/lspbench}
mkdir -p "$cache/peers"
CARGO_TARGET_DIR="$cache/null-target" cargo build --release --quiet --manifest-path "$here/nullserver/Cargo.toml"
cd "$cache/peers"
[ -f package.json ] || npm init -y >/dev/null
npm install --no-audit --no-fund vscode-langservers-extracted@4.10.0 >/dev/null
if [ ! -s "$cache/schema.fixed.json" ]; then
  if [ -n "${SCHEMA:-}" ]; then cp "$SCHEMA" "$cache/schema.json"; else HOME=$(mktemp -d) openclaw config schema >"$cache/schema.json"; fi
  python3 "$here/schema.py" "$cache/schema.json" "$cache/schema.fixed.json"
fi
echo "ready: python3 $here/bench.py run --names null,openclaw-lsp,vscode-json --sizes 10k,100k --out results.json"
