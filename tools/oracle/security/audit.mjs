// What `openclaw security audit` says of configurations, by its own code:
//
//   node audit.mjs PACKAGE_DIR < lines {"id", "text"} > lines {"id", "valid", "findings"}
//
// `findings` are `[check id, severity]`, sorted, each once. The home is empty and only this user may read it, so what is
// said comes from the configuration alone; `valid` is false where OpenClaw refuses it, and then nothing is asked. Each variable
// that a configuration uses is set, to a long text of its own.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { load } from '../functions.mjs';
import { remember } from '../memory.mjs';
import { enter, forbidPrograms } from '../world.mjs';

const packageDir = fs.realpathSync(process.argv[2]); // before the world is entered, which has a folder of its own
const { home, environment, say } = enter();
remember(packageDir);
forbidPrograms();
const NAMES = ['createConfigIO', 'finishConfigValidationForCli', 'runSecurityAuditCore', 'resolveCommandSecretRefsViaGateway', 'getSecurityAuditCommandSecretTargetIds', 'resetConfigRuntimeState'];
const functions = await load(packageDir, NAMES);
const logger = Object.fromEntries(['info', 'warn', 'error', 'debug'].map((level) => [level, () => {}]));
const state = path.join(home, '.openclaw');
const file = path.join(state, 'openclaw.json');
fs.mkdirSync(state, { mode: 0o700 });
process.env.OPENCLAW_CONFIG_PATH = file;

function setVariables(text) {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  const used = text.matchAll(/\$\{([A-Z_][A-Z0-9_]*)\}|"source"\s*:\s*"env"[^}]*"id"\s*:\s*"([A-Z0-9_]+)"/g);
  for (const [, variable, reference] of used) {
    const name = variable ?? reference;
    if (!(name in environment)) process.env[name] = `set-for-the-audit-of-${name}-0123456789`;
  }
}

async function answer(question) {
  fs.writeFileSync(file, question.text, { mode: 0o600 });
  setVariables(question.text);
  functions.resetConfigRuntimeState?.();
  const io = functions.createConfigIO({ configPath: file, env: process.env, observe: false, logger });
  const found = await io.readConfigFileSnapshotWithPluginMetadata({ prepareValidation: 'strict' });
  const verdict = await functions.finishConfigValidationForCli(found);
  if (!verdict.valid) return { id: question.id, valid: false, findings: [] };
  const sourceConfig = io.loadConfig();
  const { resolvedConfig } = await functions.resolveCommandSecretRefsViaGateway({
    config: sourceConfig, commandName: 'security audit', targetIds: functions.getSecurityAuditCommandSecretTargetIds(), mode: 'read_only_status',
  });
  const report = await functions.runSecurityAuditCore({ config: resolvedConfig, sourceConfig, deep: false, includeFilesystem: true, includeChannelSecurity: true, configPath: file, stateDir: state });
  const findings = report.findings.map((finding) => `${finding.checkId}\t${finding.severity}`);
  return { id: question.id, valid: true, findings: [...new Set(findings)].sort().map((one) => one.split('\t')) };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const question = JSON.parse(line);
  try {
    say(await answer(question));
  } catch (error) {
    say({ id: question.id, valid: null, findings: [], error: String(error?.stack ?? error).slice(0, 600) });
  }
}
process.exit(0);
