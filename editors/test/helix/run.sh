#!/usr/bin/env bash
# Real Helix in a terminal (tmux), driven by keys and read from the screen. Called by ../run.sh.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
suite=trixie
socket=openclaw-helix-$$
command -v tmux > /dev/null || { echo 'tmux is needed: apt-get install tmux' >&2; exit 1; }
"$here/install.sh" "$CACHE" "$suite"
hx=$CACHE/hx

folder=$WORK/helix/.openclaw
file=$folder/openclaw.json
export HOME=$WORK/home PATH=$SERVER_PATH XDG_CONFIG_HOME=$WORK/helix/config XDG_CACHE_HOME=$WORK/helix/cache
mkdir -p "$folder" "$XDG_CONFIG_HOME/helix"
cp "$EDITORS/helix/languages.toml" "$XDG_CONFIG_HOME/helix/"
cat > "$XDG_CONFIG_HOME/helix/config.toml" <<'TOML'
[editor]
idle-timeout = 50
[editor.inline-diagnostics]
cursor-line = "hint"
TOML

passed=0 failed=0
ok() { passed=$((passed + 1)); echo "ok   $1"; }
bad() { failed=$((failed + 1)); echo "FAIL $1"; screen | sed 's/^/     | /'; }
terminal() { tmux -L "$socket" -f /dev/null "$@"; }
keys() { terminal send-keys -t hx "$@"; }
screen() { terminal capture-pane -p -t hx 2> /dev/null || true; }
trap 'terminal kill-server 2> /dev/null || true' EXIT

# Polls the screen until it shows a regular expression, for at most 15 s.
shows() { local end=$((SECONDS + 15)); until screen | grep -qE -- "$1"; do [ $SECONDS -lt $end ] || return 1; sleep 0.05; done; }
expect() { if shows "$2"; then ok "$1"; else bad "$1: no /$2/ on the screen"; fi; }

# The diagnostic's own text names the new key too: a popup counts only by a line that was not on the screen before.
expect_popup() {
  local name=$1 before end=$((SECONDS + 15))
  shift
  before=$(screen)
  keys "$@"
  until screen | grep -vxF -- "$before" | grep -q cacheRetention; do
    [ $SECONDS -lt $end ] || { bad "$name: the screen shows nothing new"; return; }
    sleep 0.05
  done
  ok "$name"
}
# A terminal cannot tell Escape and a key right after it from Alt and that key: wait for the popup to be gone.
close_popup() {
  local end=$((SECONDS + 15))
  keys Escape
  until [ "$(screen)" = "$1" ]; do [ $SECONDS -lt $end ] || return 1; sleep 0.05; done
}

# Opens a fresh copy of the fixture and waits for the server's first word about it.
open() {
  terminal kill-server 2> /dev/null || true
  cp "$FIXTURES/openclaw.json" "$file"
  terminal new-session -d -s hx -x 110 -y 40 "env TERM=xterm-256color COLORTERM=truecolor '$hx' '$file'"
  shows '● [0-9]' || bad 'the server reports a diagnostic'
}

# To normal mode, whatever menu is open.
leave_insert() {
  local end=$((SECONDS + 10))
  while screen | grep -q '^ INS '; do [ $SECONDS -lt $end ] || return 1; keys Escape; sleep 0.2; done
}

# Writes the file and waits until Helix is gone, so that the bytes on the disk are the last word.
save() {
  leave_insert || return 1
  keys ':wq!' Enter
  local end=$((SECONDS + 10))
  while terminal has-session -t hx 2> /dev/null; do [ $SECONDS -lt $end ] || return 1; sleep 0.05; done
}

same() {
  if cmp -s "$file" "$FIXTURES/$2"; then ok "$1"; else failed=$((failed + 1)); echo "FAIL $1"; diff "$FIXTURES/$2" "$file" || true; fi
}

"$hx" --version
if "$hx" --health json5 | grep -q 'openclaw-lsp'; then ok '--health knows the server'; else bad '--health knows the server'; fi

open
keys '/cacheControlTtl' Enter
expect 'the legacy TTL key is explained in its line' 'cacheRetention'
before=$(screen)
expect_popup 'hover on the legacy key' Space k
close_popup "$before" || bad 'Escape closes the hover'
expect_popup 'the menu of code actions' Space a
keys Enter
expect 'the action is applied' '^ *[0-9]+ +cacheRetention: "long", /\*'
save || bad 'Helix writes the file and ends'
same 'the file on disk is right byte for byte' openclaw.migrated.json

open
keys '/defaults' Enter o 'model: "anthropic/' C-x
expect 'completion of a model reference' 'anthropic/claude-opus-5( |$)'

open
keys '/params' Enter o 'cacheRetention: ' C-x
expect 'completion of cacheRetention' 'long'
expect '... with all its values' 'short'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
