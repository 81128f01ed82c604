# Draws the pictures of the documentation from a real Helix at work. To be sourced after session.sh; needs $nvim.

columns=108 lines=30

# scene NAME TITLE: what the terminal shows, as docs/images/NAME.svg.
scene() {
  local cursor
  sleep 0.5 # a picture must not be taken between two redraws
  terminal capture-pane -e -N -p -t it > "$WORK/helix/capture"
  cursor=$(terminal display-message -p -t it '#{cursor_x} #{cursor_y}')
  # shellcheck disable=SC2086
  "$nvim" --clean -l "$here/../picture/terminal.lua" "$WORK/helix/capture" "$PICTURES/$1.svg" "$2" "$columns" "$lines" $cursor
}

selected() { seen "$1" || { keys C-n; sleep 0.2; seen "$1"; }; }

pictures() {
  sed -i 's/^cursor-line.*/&\nother-lines = "warning"/' "$XDG_CONFIG_HOME/helix/config.toml"
  # Names of temporary folders say nothing in a picture.
  cp "$FIXTURES/picture.json" "$file"
  cd "$WORK/helix"
  start "'$hx' .openclaw/openclaw.json"
  shows '● [0-9]'
  keys '/^$' Enter i
  type_slowly '      model: "anthropic/'
  shows 'anthropic/claude-opus-5 '
  until_true selected 'model: "anthropic/claude-opus-5"'
  scene helix 'A legacy key is marked and model references are completed, in Helix'
  to_normal
  keys ':reload' Enter '/cacheControlTtl' Enter Space k
  shows 'Old form of'
  scene helix-hover 'What OpenClaw does with the key below the cursor, in Helix'
  to_normal
  keys Space a
  shows 'Migrate all'
  scene helix-fix 'The migrations that are offered, in Helix'
}
