// Makes the configurations of tests/fixtures/warnings: each way to a warning of OpenClaw's, and mixtures of them.
//
//   node cases.mjs PACKAGE_DIR > lines {"id", "text"}
//
// What OpenClaw refuses is left out when the answers are recorded (record.mjs), so many more are made than are kept.
import { budgets, everyOwner, roster } from './agents.mjs';
import { channels, everyPolicy, stale } from './channels.mjs';
import { bundled } from './names.mjs';
import { channelPlugins, everyName, everySlot, loadPaths, plugins, search } from './plugins.mjs';
import { choices, tidy } from './random.mjs';
import { everyText, variables } from './variables.mjs';

const known = bundled(process.argv[2]);
const SETS = { 'dm-all': everyPolicy(), 'plugin-all': everyName(known), 'slot-all': everySlot(), 'owner-all': everyOwner(), 'variable-all': everyText() };
const FAMILIES = [['dm', channels, 420], ['stale', stale, 60], ['plugin', plugins, 420], ['channel-plugin', channelPlugins, 120], ['search', search, 220], ['path', loadPaths, 120], ['roster', roster, 360], ['budget', budgets, 90], ['variable', variables, 120]];

/** Two configurations in one; where both say something, the first counts. */
function joined(first, second) {
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject(first) || !isObject(second)) return first === undefined ? second : first;
  const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return Object.fromEntries(keys.map((key) => [key, joined(first[key], second[key])]));
}

const written = new Set();
function say(id, config) {
  const text = JSON.stringify(tidy(config));
  if (written.has(text)) return;
  written.add(text);
  process.stdout.write(`${JSON.stringify({ id, text })}\n`);
}

for (const [name, all] of Object.entries(SETS)) [...all].forEach((config, index) => say(`${name}-${index}`, config));
for (const [name, make, count] of FAMILIES) {
  const random = choices(name.length * 7919 + 14);
  for (let index = 0; index < count; index += 1) say(`${name}-${index}`, make(random, known));
}
const random = choices(14);
for (let index = 0; index < 900; index += 1) {
  const parts = Array.from({ length: 2 + random.below(3) }, () => random.one(FAMILIES)[1](random, known));
  say(`mixed-${index}`, parts.reduce(joined));
}
