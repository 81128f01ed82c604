# A program in a terminal that nobody sees (tmux): keys go in, the screen is read as text. To be sourced after checks.sh.

command -v tmux > /dev/null || { echo 'tmux is needed: apt-get install tmux' >&2; exit 1; }
sessions=0 socket=openclaw-test-$$
columns=110 lines=40

terminal() { tmux -L "$socket" -f /dev/null "$@"; }
keys() { terminal send-keys -t it "$@"; }
screen() { terminal capture-pane -p -t it 2> /dev/null || true; }
close_terminal() { terminal kill-server 2> /dev/null || true; }
trap close_terminal EXIT

column() { terminal display-message -p -t it '#{cursor_x}'; }
moved() { [ "$(column)" != "$1" ]; }
# Types as people do: the next key comes when the last one is on the screen.
type_slowly() {
  local index before
  for ((index = 0; index < ${#1}; index++)); do
    before=$(column)
    keys -l "${1:index:1}"
    until_true moved "$before" || return 1
  done
}

# start COMMAND: in a new terminal. The clock for `since_start` starts here.
start() {
  close_terminal
  # A server that is ending still answers on its socket: the next one gets its own.
  sessions=$((sessions + 1)) socket=openclaw-test-$$-$sessions
  started=$(date +%s%N)
  terminal new-session -d -s it -x "$columns" -y "$lines" "env TERM=xterm-256color COLORTERM=truecolor $1"
}
since_start() { echo "$((($(date +%s%N) - started) / 1000000)) ms"; }

# Polls until a command succeeds, for at most 15 s.
until_true() {
  local end=$((SECONDS + 15))
  until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.02; done
}

# seen REGEX: the screen shows it now. shows REGEX: it comes to show it.
seen() { screen | grep -qE -- "$1"; }
unseen() { ! seen "$1"; }
shows() { until_true seen "$1"; }
failed_screen() { bad "$1"; screen | sed 's/ *$//; s/^/     | /'; }
expect() { if shows "$2"; then ok "$1"; else failed_screen "$1: no /$2/ on the screen"; fi; }
expect_gone() { if until_true unseen "$2"; then ok "$1"; else failed_screen "$1: /$2/ is still on the screen"; fi; }

# Polls until the program has ended, so that the bytes on the disk are its last word.
ended() { ! terminal has-session -t it 2> /dev/null; }
