# What a user does in Helix. To be sourced after terminal.sh; needs $hx and $file.

# open FIXTURE-PATH: a fresh copy, and the server's first word about it.
open() {
  cp "$1" "$file"
  start "'$hx' '$file'"
  shows '● [0-9]' || failed_screen 'the server reports a diagnostic'
}

# open_quiet FIXTURE-PATH: a copy about which the server has nothing to say.
open_quiet() {
  cp "$1" "$file"
  start "'$hx' '$file'"
  shows ' NOR ' || failed_screen 'Helix shows the file'
}

# A terminal cannot tell Escape and a key right after it from Alt and that key: each Escape is seen to have had its effect.
to_normal() {
  local end=$((SECONDS + 10))
  until seen '^ NOR ' && unseen '[╭┌]'; do [ $SECONDS -lt $end ] || return 1; keys Escape; sleep 0.1; done
}

# type_below SEARCH TEXT: types in a new line below the one that is found.
type_below() {
  keys "$1" Enter o
  { shows '^ INS ' && type_slowly "$2"; } || failed_screen "$2 can be typed"
}

# choose REGEX: goes down the completion menu until the line is as wanted; Helix shows the choice in the text at once.
choose() {
  local tries
  for tries in $(seq 30); do
    keys C-n
    sleep 0.15
    if seen "$1"; then
      keys Enter
      return
    fi
  done
  return 1
}

# Writes the file and leaves Helix.
save() {
  to_normal || return 1
  keys ':wq!' Enter
  until_true ended
}
