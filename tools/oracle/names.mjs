// Which model a release selects by a name, by its own code (Node 26):
//
//   node names.mjs PACKAGE_DIR < lines {"model", "models"} > the same lines with "resolved"
//
// `model` is what `agents.defaults.model.primary` holds, `models` is `agents.defaults.models`, or null.
import fs from 'node:fs';
import readline from 'node:readline';
import { load } from './functions.mjs';
import { enter, forbidPrograms } from './world.mjs';

const packageDir = fs.realpathSync(process.argv[2]);
const { say } = enter();
forbidPrograms();
const names = ['DEFAULT_PROVIDER', 'DEFAULT_MODEL', 'applyModelDefaults', 'resolveConfiguredModelRef'];
const functions = await load(packageDir, names);

function resolved({ model, models }) {
  const defaults = { model: { primary: model }, ...(models ? { models } : {}) };
  const cfg = functions.applyModelDefaults({ agents: { defaults } });
  const { DEFAULT_PROVIDER: defaultProvider, DEFAULT_MODEL: defaultModel } = functions;
  const found = functions.resolveConfiguredModelRef({ cfg, defaultProvider, defaultModel });
  return found ? `${found.provider}/${found.model}` : null;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const question = JSON.parse(line);
  say({ ...question, resolved: resolved(question) });
}
process.exit(0);
