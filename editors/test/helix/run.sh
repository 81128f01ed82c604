#!/usr/bin/env bash
# Real Helix in a terminal, driven by keys and read from the screen. Called by ../run.sh.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/checks.sh"
. "$here/../lib/packages.sh"
need tmux tmux
. "$here/../lib/terminal.sh"
. "$here/session.sh"
. "$here/typed.sh"
"$here/install.sh" "$CACHE"
hx=$CACHE/hx

folder=$WORK/helix/.openclaw
file=$folder/openclaw.json
export HOME=$WORK/home PATH=$SERVER_PATH XDG_CONFIG_HOME=$WORK/helix/config XDG_CACHE_HOME=$WORK/helix/cache
mkdir -p "$folder" "$XDG_CONFIG_HOME/helix"
# As the README says.
cp -r "$EDITORS"/helix/{languages.toml,runtime} "$XDG_CONFIG_HOME/helix/"
cat > "$XDG_CONFIG_HOME/helix/config.toml" <<'TOML'
[editor]
idle-timeout = 50
true-color = true
[editor.inline-diagnostics]
cursor-line = "hint"
TOML

report() { "$hx" --health openclaw | sed 's/\x1b\[[0-9;]*m//g'; }

health() {
  local found
  found=$(report)
  if grep -q '✓ openclaw-lsp' <<< "$found" && ! grep -qE '(parser|queries): (None|✘)' <<< "$found"; then
    ok '--health: the server, the grammar and the queries are found'
  else
    bad '--health: the server, the grammar and the queries are found'
    echo "$found"
  fi
  found=$(PATH=/usr/bin:/bin report)
  if grep -q "✘ openclaw-lsp: 'openclaw-lsp' not found" <<< "$found"; then
    ok '--health: a missing server is named'
  else
    bad '--health: a missing server is named'
    echo "$found"
  fi
}

# The file is that of the fixture with a line added after the first one that matches.
added() { sed "0,/$1/{/$1/a\\
$2
}" "$FIXTURES/openclaw.json"; }

diagnose_and_migrate() {
  open "$FIXTURES/openclaw.json"
  echo "first diagnostic after $(since_start)"
  keys '/cacheControlTtl' Enter
  expect 'the legacy TTL key is explained in its line' 'cacheRetention'
  keys Space k
  expect 'hover on the legacy key' 'Old form of .*cacheRetention'
  to_normal || failed_screen 'Escape closes the hover'
  keys Space a
  expect 'the menu of code actions' 'Replace .cacheControlTtl. with .cacheRetention'
  keys Enter
  expect 'the action is applied' '^ *[0-9]+ +cacheRetention: "long".*, /\*'
  expect_gone '... and the diagnostic is gone' '● [0-9]'
  save || failed_screen 'Helix writes the file and ends'
  same 'the file on disk is right byte for byte' "$file" "$FIXTURES/openclaw.migrated.json"
}

complete_model() {
  open "$FIXTURES/openclaw.json"
  type_below '/defaults' 'model: "anthropic/'
  expect 'completion of a model reference' 'anthropic/claude-opus-5( |$)'
  choose 'model: "anthropic/claude-opus-5"' || failed_screen 'the model can be chosen'
  save || failed_screen 'the choice is saved'
  added defaults '      model: "anthropic/claude-opus-5",' > "$WORK/helix/expected"
  same '... and the chosen one is in the file' "$file" "$WORK/helix/expected"
}

complete_value() {
  open "$FIXTURES/openclaw.json"
  type_below '/params' 'cacheRetention: '
  keys C-x
  expect 'completion of cacheRetention' 'long'
  expect '... with all its values' 'short'
  choose 'cacheRetention: "short"' || failed_screen 'the value can be chosen'
  save || failed_screen 'the choice is saved'
  added params '            cacheRetention: "short",' > "$WORK/helix/expected"
  same '... and the chosen one is in the file' "$file" "$WORK/helix/expected"
}

names_and_hints() {
  open_quiet "$FIXTURES/agents.json"
  keys ':set lsp.display-inlay-hints true' Enter
  expect 'inlay hints say what a value comes to' '"long" = 1 h'
  keys '/ops"' Enter h g d
  expect 'gd leads from the name of an agent to its entry' ' 11:[0-9]+ *$'
  keys Space r
  shows '^rename-to:' || failed_screen 'the prompt for a name'
  keys C-u night Enter
  expect 'Space r renames' 'agentId: "night"'
  save || failed_screen 'Helix writes the file and ends'
  sed 's/ops/night/' "$FIXTURES/agents.json" > "$WORK/helix/expected"
  same '... everywhere' "$file" "$WORK/helix/expected"
}

# What a text object selects is deleted, so that the file shows what it was.
text_objects() {
  open_quiet "$FIXTURES/agents.json"
  keys '/ownership' Enter m a e d
  keys '/slack' Enter m i e r x
  save || failed_screen 'Helix writes the file and ends'
  if grep -q 'ownership' "$file" || ! grep -qE 'channel: x+' "$file"; then
    bad 'mae selects a member, mie its value'
    cat "$file"
  else
    ok 'mae selects a member, mie its value'
  fi
}

# The two commented lines of languages.toml.
fix_on_save() {
  sed -i 's/^# \(formatter\|auto-format\)/\1/' "$XDG_CONFIG_HOME/helix/languages.toml"
  open "$FIXTURES/openclaw.json"
  save || failed_screen 'Helix writes the file and ends'
  same 'with the formatter set, a save migrates' "$file" "$FIXTURES/openclaw.migrated.json"
  cp "$EDITORS/helix/languages.toml" "$XDG_CONFIG_HOME/helix/"
}

fix_by_pipe() {
  open "$FIXTURES/openclaw.json"
  keys '%|openclaw-lsp fix -' Enter
  expect_gone 'the whole file piped through fix has no finding' '● [0-9]'
  save || failed_screen 'Helix writes the file and ends'
  same '... and is right byte for byte' "$file" "$FIXTURES/openclaw.migrated.json"
}

# The configuration of 2,000 lines, from its first warning to its migration.
example() {
  open "$EXAMPLES/legacy.json5"
  echo "first diagnostic of the example after $(since_start)"
  keys '/cacheControlTtl' Enter
  expect 'the example: the legacy TTL key is explained in its line' 'cacheRetention'
  keys Space k
  expect '... hover' 'Old form of .*cacheRetention'
  to_normal || failed_screen 'Escape closes the hover'
  keys g g
  type_below '/defaults: \{' 'model: "anthropic/'
  expect '... the menu of models' 'anthropic/claude-opus-5-5( |$)'
  choose 'model: "anthropic/claude-sonnet-5"' || failed_screen 'the model can be chosen'
  to_normal && keys g g
  type_below '/params: \{$' 'cacheRetention: '
  keys C-x
  expect '... the menu of values' '"?short'
  choose 'cacheRetention: "long"' || failed_screen 'the value can be chosen'
  to_normal || failed_screen 'Escape leaves the menu'
  keys ':reload' Enter
  expect_gone '... model and value completed, and thrown away' '\[\+\]'
  keys Space a
  expect '... the menu offers to migrate everything' 'Migrate all retired keys'
  keys Enter
  expect '... migrated' '\[\+\]'
  save || failed_screen 'Helix writes the file and ends'
  same '... and right on the disk byte for byte' "$file" "$EXAMPLES/migrated.json5"
}

# Helix has no commands of its own: it passes those of the server on.
upgrades() {
  open "$FIXTURES/stamped.json"
  keys ':lsp-workspace-command openclaw.upgrade' Enter
  expect 'what an update changes is told in a file of its own' 'from OpenClaw 2026\.3\.8 to'
  keys ':buffer-close' Enter
  expect '... which closes' 'lastTouchedVersion'
  keys '/2026' Enter Space a
  expect 'the menu offers to judge by the release that wrote the file' 'Check against OpenClaw 2026\.3\.8'
  keys Enter
  expect_gone '... and then nothing is found' '● [0-9]'
}

others_are_left_alone() {
  local other=$folder/settings.json5
  cp "$FIXTURES/openclaw.json" "$other"
  start "'$hx' '$other'"
  shows ' NOR ' || failed_screen 'Helix shows the file'
  keys Space k
  expect 'another JSON5 file is not served' 'No configured language server supports hover'
}

# Helix tells queries that do not fit the grammar to nobody but its log.
queries_fit() {
  if grep -q 'Could not parse queries' "$XDG_CACHE_HOME/helix/helix.log"; then
    bad 'the queries fit the grammar'
    grep 'Could not parse queries' "$XDG_CACHE_HOME/helix/helix.log" | head -3
  else
    ok 'the queries fit the grammar'
  fi
}

"$hx" --version
health
diagnose_and_migrate
complete_model
complete_value
names_and_hints
text_objects
fix_on_save
fix_by_pipe
example
upgrades
typed
others_are_left_alone
queries_fit
if [ "${PICTURE:-0}" = 1 ]; then
  nvim=$("$here/../nvim/install.sh" "$CACHE/../nvim")
  . "$here/picture.sh"
  pictures
fi
finish
