#!/usr/bin/env bash
# Real Neovim, headless, as a user has it: this plugin on 'runtimepath' and nothing else. Called by ../run.sh.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
nvim=$("$here/install.sh" "$CACHE")

export HOME=$WORK/home PATH=$SERVER_PATH
export XDG_CONFIG_HOME=$WORK/nvim/config XDG_STATE_HOME=$WORK/nvim/state XDG_DATA_HOME=$WORK/nvim/data
export XDG_CACHE_HOME=$WORK/nvim/cache
mkdir -p "$XDG_CONFIG_HOME/nvim" "$XDG_STATE_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME"
cp "$here/init.lua" "$XDG_CONFIG_HOME/nvim/init.lua"

"$nvim" --version | head -1
timeout $((300 + ${OPENCLAW_USE_SECONDS:-0})) "$nvim" --clean -l "$here/main.lua"
if [ "${PICTURE:-0}" = 1 ]; then
  timeout 60 "$nvim" --clean -l "$here/picture.lua" "$PICTURES"
  timeout 200 "$nvim" --clean -l "$here/typed.lua" "$PICTURES"
fi
