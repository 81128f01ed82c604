// A quiet, closed world for the code of a release: a home of its own, no variables of ours, and no output but the answers.
import programs from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/** Makes the world; says where its home is, which variables it has, and gives the one way to the output. */
export function enter(variables = {}) {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'openclaw-oracle-')));
  process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }));
  const environment = {
    PATH: process.env.PATH,
    HOME: home,
    LANG: 'C.UTF-8',
    NODE_NO_WARNINGS: '1',
    NO_COLOR: '1',
    // One value for all configurations: what a release remembers of its plugins is remembered by it.
    OPENCLAW_CONFIG_PATH: path.join(home, 'openclaw.json'),
    ...variables,
  };
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(home);
  silence();
  return { home, environment, say: (value) => writeAll(`${JSON.stringify(value)}\n`) };
}

/** Lets no program be started: some releases of April 2026 call npm while they read a configuration. */
export function forbidPrograms() {
  const refuse = () => {
    throw new Error('no program may be started here');
  };
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) programs[name] = refuse;
  syncBuiltinESMExports();
}

function silence() {
  for (const method of ['log', 'info', 'warn', 'error', 'debug']) console[method] = () => {};
  process.stdout.write = () => true;
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text, ...rest) => (String(text).startsWith('oracle: ') ? write(text, ...rest) : true);
}

/** Writes past `process.stdout`; a pipe takes only a part of a long line at a time. */
function writeAll(text) {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(1, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}
