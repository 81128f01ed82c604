# A first configuration, typed in a real Helix with real keys. To be sourced after session.sh; STEPS names a folder for a picture of each press.

# What a user presses who knows the list well: C-x asks for it, C-n goes down in it, Enter takes what is chosen.
PRESSES='i C-n Enter g a C-n Enter C-x C-n Enter Tab Enter p o C-n Enter Tab Down Enter
a g C-n Enter d e C-n Enter C-x C-n Enter BSpace { Enter p r C-n Enter o p u s C-n Enter Enter f a C-n Enter 5 . 4 C-n Enter Down Enter
m o C-n Enter C-x C-n Enter p a C-n Enter C-x C-n Enter l o C-n Enter Down Down Down Enter
h e C-n Enter e v C-n Enter 5 C-n Enter Down Down Enter
e n C-n Enter C-x C-n Enter n a C-n Enter M a i n Down Down Down Enter
c h C-n Enter C-x C-n Enter b o C-n Enter C-n Enter Down Enter d i C-n Enter t o C-n Enter C-n Enter Down Down Enter
b i C-n Enter Tab'

# The screen and the cursor, which change while something is still under way.
state() { screen; terminal display-message -p -t it '#{cursor_x} #{cursor_y}'; }

# Waits until nothing has changed for a while: the list comes a moment after the letter that asks for it.
settle() {
  local before='' now same=0 end=$((SECONDS + 15))
  while [ $same -lt 5 ] && [ $SECONDS -lt $end ]; do
    sleep 0.08
    now=$(state)
    if [ "$now" = "$before" ]; then same=$((same + 1)); else same=0; fi
    before=$now
  done
  [ $same -ge 5 ]
}

# picture_of NUMBER KEY: what is on the screen before a press.
picture_of() {
  local cursor
  terminal capture-pane -e -N -p -t it > "$WORK/helix/capture"
  cursor=$(terminal display-message -p -t it '#{cursor_x} #{cursor_y}')
  # shellcheck disable=SC2086
  "$nvim" --clean -l "$here/../picture/terminal.lua" "$WORK/helix/capture" "$STEPS/$(printf %03d "$1").svg" "before $1: $2" "$columns" "$lines" $cursor > /dev/null
}

typed() {
  local key count=0
  rm -f "$file"
  start "'$hx' '$file'"
  shows ' NOR ' || failed_screen 'Helix shows an empty file'
  for key in $PRESSES; do
    count=$((count + 1))
    settle || failed_screen "the screen comes to rest before press $count, $key"
    [ -z "${STEPS:-}" ] || picture_of "$count" "$key"
    if [ ${#key} = 1 ]; then keys -l "$key"; else keys "$key"; fi
  done
  settle || failed_screen 'the screen comes to rest'
  save || failed_screen 'Helix writes what was typed'
  same "a configuration is typed with $count presses, and is laid out as wanted" "$file" "$FIXTURES/typed.json5"
  cp "$file" "$WORK/helix/formatted.json5"
  openclaw-lsp fmt "$WORK/helix/formatted.json5" > "$WORK/helix/fmt.log" 2>&1 || bad "what was typed can be formatted"
  same '... formatting changes nothing' "$WORK/helix/formatted.json5" "$FIXTURES/typed.json5"
}
