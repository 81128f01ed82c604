// What a release says of configurations, by its own code (Node 26, any release from 2026.1.29 on):
//
//   node verdict.mjs PACKAGE_DIR [--migrate] < lines {"id", "text"} > lines {"id", "valid", "issues", "warnings", "legacy"}
//
// `issues`, `warnings` and `legacy` are `[path, message]`. With --migrate also what `doctor --fix` would make of it: see
// migrate.mjs. `valid` is null where the release breaks down, with `error`.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { load } from './functions.mjs';
import { remember } from './memory.mjs';
import { STEPS, migrate } from './migrate.mjs';
import { enter, forbidPrograms } from './world.mjs';

const [folder, ...options] = process.argv.slice(2);
const packageDir = fs.realpathSync(folder); // before the world is entered, which has a folder of its own
const { home, environment, say } = enter();
remember(packageDir);
forbidPrograms();
const functions = await load(packageDir, ['createConfigIO', 'finishConfigValidationForCli', ...STEPS]);
const logger = Object.fromEntries(['info', 'warn', 'error', 'debug'].map((level) => [level, () => {}]));
const file = path.join(home, 'c', 'openclaw.json');
fs.mkdirSync(path.dirname(file));

const told = (issues) => (issues ?? []).map((issue) => [issue.path || '<root>', issue.message]);

async function read() {
  const io = functions.createConfigIO({ configPath: file, env: { ...environment }, observe: false, logger });
  const strict = functions.finishConfigValidationForCli;
  if (!io.readConfigFileSnapshotWithPluginMetadata) return { snapshot: await io.readConfigFileSnapshot() };
  return io.readConfigFileSnapshotWithPluginMetadata(strict ? { prepareValidation: 'strict' } : undefined);
}

async function answer(question) {
  fs.writeFileSync(file, question.text);
  const found = await read();
  const { snapshot } = found;
  const verdict = functions.finishConfigValidationForCli ? await functions.finishConfigValidationForCli(found) : snapshot;
  const out = { id: question.id, valid: verdict.valid, issues: told(verdict.issues), warnings: told(snapshot.warnings), legacy: told(snapshot.legacyIssues) };
  if (!options.includes('--migrate')) return out;
  try {
    return { ...out, ...migrate(functions, snapshot, found.pluginMetadataSnapshot) };
  } catch (error) {
    return { ...out, broken: String(error?.message ?? error).slice(0, 200) };
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const question = JSON.parse(line);
  try {
    say(await answer(question));
  } catch (error) {
    say({ id: question.id, valid: null, issues: [], warnings: [], legacy: [], error: String(error?.stack ?? error).slice(0, 400) });
  }
}
process.exit(0);
