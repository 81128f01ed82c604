// node --test tools/oracle/
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';

const tools = import.meta.dirname;

/** A package with the functions that a release has: it accepts what has no key `bad`. */
function madePackage() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oracle-test-'));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  write('package.json', JSON.stringify({ name: 'openclaw', type: 'module', version: '1.0.0' }));
  write('dist/io-x1.js', `
import fs from 'node:fs';
import { spawnSync } from 'node:child_process';
function createConfigIO({ configPath, env }) {
  return { async readConfigFileSnapshot() {
    console.log('noise');
    const parsed = JSON.parse(fs.readFileSync(configPath, 'utf8'));
    if (parsed.spawn) spawnSync('true');
    const issues = 'bad' in parsed ? [{ path: 'bad', message: 'no' }] : [];
    return { valid: issues.length === 0, issues, parsed, warnings: [], legacyIssues: issues, home: env.HOME };
  } };
}
function migrateLegacyConfig(raw) { const { bad, ...rest } = raw; return { config: bad === undefined ? rest : { ...rest, good: bad } }; }
function stripUnknownConfigKeys(config) { const { zzz, ...rest } = config; return { config: rest, removed: zzz === undefined ? [] : ['zzz'] }; }
`);
  write('dist/defaults-x3.js', `
const DEFAULT_PROVIDER = 'x';
const DEFAULT_MODEL = 'y';
const DEFAULT_MODEL_ALIASES = { best: 'x/y' };
function applyModelDefaults(config) { return config; }
function resolveConfiguredModelRef({ cfg, defaultProvider }) { return { provider: defaultProvider, model: cfg.agents.defaults.model.primary }; }
`);
  write('dist/image-x4.js', "const DEFAULT_MODEL = 'z';\n");
  write('dist/schema-x2.js', 'const OpenClawSchema = { toJSONSchema: () => ({ properties: { plugins: { properties: { entries: { additionalProperties: { properties: {} } } } } } }) };\n');
  write('dist/extensions/b/openclaw.plugin.json', JSON.stringify({ id: 'b', configSchema: { type: 'object' }, description: 'prose', modelCatalog: { providers: {} } }));
  write('scripts/lib/official-external-provider-catalog.json', JSON.stringify({ entries: [{ name: '@x/far', openclaw: { providers: [{ id: 'far' }] } }, { name: '@x/none' }] }));
  write('docs/plugins/reference/far.md', '# Far\n\n- Package: `@x/far`\n- Providers: `far`, `far-plan`\n');
  write('docs/plugins/reference/other.md', '# Other\n\n- Package: `@x/other`\n');
  write('extensions/a/openclaw.plugin.json', JSON.stringify({ id: 'a', enabledByDefault: true }));
  write('extensions/b/openclaw.plugin.json', JSON.stringify({ id: 'b', kind: 'source' }));
  return folder;
}

function run(tool, folder, options = [], input = '') {
  const text = execFileSync(process.execPath, [path.join(tools, tool), folder, ...options], { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  return text.trim().split('\n').map((line) => JSON.parse(line));
}

const questions = (...configs) => configs.map((config, at) => `${JSON.stringify({ id: `${at}`, text: JSON.stringify(config) })}\n`).join('');

test('verdicts come from the code of the package, and only they are printed', () => {
  const answers = run('verdict.mjs', madePackage(), [], questions({}, { bad: 1 }));
  assert.deepEqual(answers, [
    { id: '0', valid: true, issues: [], warnings: [], legacy: [] },
    { id: '1', valid: false, issues: [['bad', 'no']], warnings: [], legacy: [['bad', 'no']] },
  ]);
});

test('a release that breaks down has no verdict, and none starts a program', () => {
  const [answer] = run('verdict.mjs', madePackage(), [], questions({ spawn: 1 }));
  assert.equal(answer.valid, null);
  assert.match(answer.error, /no program may be started/);
});

test('a migration shows what its tables mend apart from what is cut', () => {
  const [answer] = run('verdict.mjs', madePackage(), ['--migrate'], questions({ bad: 1, zzz: 2 }));
  assert.deepEqual(answer.mended, { zzz: 2, good: 1 });
  assert.deepEqual(answer.migrated, { good: 1 });
  assert.deepEqual(answer.cut, ['zzz']);
});

test('the schema of a release without the command has the parts of the manifests', () => {
  const [schema] = run('schema.mjs', madePackage());
  assert.deepEqual(schema.properties.plugins.properties.entries.properties, { b: { properties: { config: { type: 'object' } } } });
});

test('manifests are read once each, without prose', () => {
  assert.deepEqual(run('manifests.mjs', madePackage()), [
    { id: 'a', enabledByDefault: true },
    { id: 'b', modelCatalog: { providers: {} } },
  ]);
});

test('providers of official plugins are read from the catalogue and from the pages', () => {
  assert.deepEqual(run('official.mjs', madePackage()), [
    { provider: 'far', package: '@x/far' },
    { provider: 'far-plan', package: '@x/far' },
  ]);
});

test('the aliases of a release, and the model where none is named', () => {
  assert.deepEqual(run('aliases.mjs', madePackage()), [{ alias: '', reference: 'x/y' }, { alias: 'best', reference: 'x/y' }]);
});

test('which model a name selects', () => {
  const question = { model: 'm', models: null };
  assert.deepEqual(run('names.mjs', madePackage(), [], `${JSON.stringify(question)}\n`), [{ ...question, resolved: 'x/m' }]);
});
