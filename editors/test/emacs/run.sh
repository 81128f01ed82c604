#!/usr/bin/env bash
# Real Emacs with Eglot, in batch mode. Called by ../run.sh.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/packages.sh"
need emacs emacs-nox elpa-eglot

export HOME=$WORK/home PATH=$SERVER_PATH
folder=$WORK/emacs/.openclaw
mkdir -p "$folder"
export FILE=$folder/openclaw.json
cp "$FIXTURES/openclaw.json" "$FILE"
emacs --version | head -1
timeout 120 emacs --batch -l "$here/session.el" 2> "$WORK/emacs/log" || { tail -n 20 "$WORK/emacs/log"; exit 1; }
