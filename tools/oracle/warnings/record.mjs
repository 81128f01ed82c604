// Keeps of verdicts what tests/fixtures/warnings/ records: configurations that are accepted, with the path and kind of each
// warning. The kinds have names of our own.
//
//   node record.mjs CASES [--without-text] < verdicts > lines {"id", "text", "warnings": [[path, kind]]}
import fs from 'node:fs';
import readline from 'node:readline';

/** What a warning of 2026.9.6 is recognised by, in the order of the first that fits. */
const KINDS = [
  [/^Missing env var/, 'missing-variable'],
  [/^Moved agents\.list/, 'roster-list'],
  [/^Preserved the first/, 'roster-workspace'],
  [/^Materialized/, 'roster-owners'],
  [/default markers/, 'roster-marker'],
  [/ heartbeat owner/, 'heartbeat-owner'],
  [/dmPolicy="open"/, 'dm-open'],
  [/dmPolicy="allowlist"/, 'dm-nobody'],
  [/^unknown channel id/, 'channel-stale'],
  [/^web_search provider/, 'search-missing'],
  [/^unknown web_search/, 'search-stale'],
  [/^plugin removed/, 'plugin-removed'],
  [/without persistent memory/, 'plugin-memory'],
  [/^plugin not installed/, 'plugin-official'],
  [/^plugin not found/, 'plugin-unknown'],
  [/ is a command /, 'plugin-command'],
  [/^plugin disabled/, 'plugin-disabled'],
  [/(→|after baking)/, 'budget-moved'],
  [/^Removed .*context(Tokens|Window)|context(Tokens|Window) (cannot|had)/, 'budget-dropped'],
];

/** Of a load path that is not there OpenClaw tells at every place that it leaves unchecked. */
const UNCHECKED = [[/^plugins\.load/, 'path-missing'], [/^channels/, 'channel-unchecked'], [/heartbeat/, 'target-unchecked'], [/^tools/, 'search-unchecked']];

function kind([path, message]) {
  const found = message.startsWith('Configured plugin load path') ? UNCHECKED.find(([pattern]) => pattern.test(path)) : KINDS.find(([pattern]) => pattern.test(message));
  if (!found) throw new Error(`a warning of no known kind at ${path}: ${message}`);
  return found[1];
}

/** Several sentences about one context budget are one warning, and so is one sentence for each folder of an agent. */
function once(warnings) {
  const seen = new Set();
  const mark = ([path, name, message]) => (name.startsWith('budget') ? path : name === 'path-missing' ? message : undefined);
  const told = warnings.filter((warning) => mark(warning) === undefined || (!seen.has(mark(warning)) && seen.add(mark(warning))));
  return told.map(([path, name]) => [path, name]);
}

const [file, option] = process.argv.slice(2);
const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const texts = new Map(lines.map(({ id, text }) => [id, text]));
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, valid, warnings } = JSON.parse(line);
  if (valid !== true) continue;
  const found = once(warnings.map((warning) => [warning[0], kind(warning), warning[1]]));
  process.stdout.write(`${JSON.stringify({ id, ...(option ? {} : { text: texts.get(id) }), warnings: found })}\n`);
}
