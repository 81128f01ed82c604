// Makes the configurations of tests/fixtures/security: each check of OpenClaw's audit on, off and near its bounds, and
// mixtures of them.
//
//   node cases.mjs > lines {"id", "text"}
//
// What OpenClaw refuses is left out when the answers are recorded (record.mjs).
import { choices, tidy } from '../warnings/random.mjs';
import { access, everyAccess } from './channels.mjs';
import { everyExec, everySandbox, exec, policies, sandbox } from './tools.mjs';
import { everyGateway, everyHook, gateway, hooks } from './gateway.mjs';
import { everyModel, everyTrust, models, trust } from './agents.mjs';

const SETS = { gateway: everyGateway(), hooks: everyHook(), exec: everyExec(), sandbox: everySandbox(), access: everyAccess(), model: everyModel(), trust: everyTrust() };
const FAMILIES = [['gateway-random', gateway, 200], ['hooks-random', hooks, 80], ['exec-random', exec, 160], ['policy-random', policies, 220], ['sandbox-random', sandbox, 80], ['access-random', access, 120], ['model-random', models, 120], ['trust-random', trust, 120]];

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
  for (let index = 0; index < count; index += 1) say(`${name}-${index}`, make(random));
}
const random = choices(41);
for (let index = 0; index < 500; index += 1) {
  const parts = Array.from({ length: 2 + random.below(3) }, () => random.one(FAMILIES)[1](random));
  say(`mixed-${index}`, parts.reduce(joined));
}
