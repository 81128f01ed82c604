// The JSON Schema of a release, with the parts of its bundled plugins: node schema.mjs PACKAGE_DIR > schema.json (Node 26)
//
// Three ways, the first that works: the command `openclaw config schema` (from 2026.3.31 on); the function behind it
// (in 2026.3.28); for older ones the object that their validation uses, and the schemas of the plugins' manifests.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { load } from './functions.mjs';
import { manifests } from './manifests.mjs';
import { enter } from './world.mjs';

const packageDir = fs.realpathSync(process.argv[2]);
const { environment } = enter();

function printed() {
  const text = execFileSync(process.execPath, [path.join(packageDir, 'openclaw.mjs'), 'config', 'schema'], {
    env: environment, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'], timeout: 300_000,
  });
  JSON.parse(text);
  return text.trimEnd();
}

async function asked() {
  const { readBestEffortRuntimeConfigSchema } = await load(packageDir, ['readBestEffortRuntimeConfigSchema']);
  return JSON.stringify((await readBestEffortRuntimeConfigSchema()).schema);
}

async function built() {
  const { OpenClawSchema } = await load(packageDir, ['OpenClawSchema']);
  // As input: what has a default may be missing, and an object that drops unknown keys takes them.
  const schema = OpenClawSchema.toJSONSchema({ target: 'draft-07', unrepresentable: 'any', io: 'input' });
  const entries = schema.properties.plugins.properties.entries;
  for (const { id, configSchema } of manifests(packageDir)) {
    if (!configSchema) continue;
    const entry = structuredClone(entries.additionalProperties);
    entry.properties.config = configSchema;
    (entries.properties ??= {})[id] = entry;
  }
  return JSON.stringify(schema);
}

for (const way of [printed, asked, built]) {
  try {
    fs.writeFileSync(1, `${await way()}\n`);
    process.stderr.write(`oracle: ${way.name}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`oracle: not ${way.name}: ${String(error?.message ?? error).split('\n')[0].slice(0, 200)}\n`);
  }
}
process.exit(1);
