#!/usr/bin/env bash
# Real Vim with ALE, in a terminal. Called by ../run.sh.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/checks.sh"
. "$here/../lib/packages.sh"
need vim vim vim-ale tmux
. "$here/../lib/terminal.sh"

export HOME=$WORK/home PATH=$SERVER_PATH
folder=$WORK/vim/.openclaw
file=$folder/openclaw.json
mkdir -p "$folder"
cat > "$WORK/vim/vimrc" <<VIM
set nocompatible noswapfile nomore
filetype plugin on
packadd ale
source $EDITORS/other/openclaw-ale.vim
let g:ale_virtualtext_cursor = 1
VIM

open() {
  cp "$FIXTURES/openclaw.json" "$file"
  start "vim -u '$WORK/vim/vimrc' '$file'"
  shows 'cacheControlTtl' || failed_screen 'Vim shows the file'
}
# Goes down the menu; Vim shows the choice in the text at once.
pick() { seen "cacheRetention: $1" || { keys C-n; sleep 0.1; seen "cacheRetention: $1"; }; }
save() { keys Escape ':wq' Enter; until_true ended; }

vim --version | head -1
open
keys '/cacheControlTtl' Enter
expect 'the legacy TTL key is explained in its line' 'legacy-cache-ttl: .*cacheRetention'
keys ':ALEHover' Enter
expect 'hover' 'anthropic|cacheRetention'
keys Escape ':ALECodeAction' Enter
expect 'the menu of code actions' '1[):] .*cacheRetention'
keys 1 Enter
expect 'the action is applied' '^ *cacheRetention: "long".*, /\*'
save || failed_screen 'Vim writes the file and ends'
same 'the file on disk is right byte for byte' "$file" "$FIXTURES/openclaw.migrated.json"

open
keys '/params' Enter o 'cacheRetention: ' C-x C-o
expect 'completion of cacheRetention' '"none"'
until_true pick '"short"' || failed_screen 'the value can be chosen'
keys C-y
save || failed_screen 'Vim writes the file and ends'
sed '0,/params/{/params/a\
            cacheRetention: "short",
}' "$FIXTURES/openclaw.json" > "$WORK/vim/expected"
same '... and the chosen one is in the file' "$file" "$WORK/vim/expected"
finish
