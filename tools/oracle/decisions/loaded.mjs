// Configurations as the gateway has them once it has read its file: defaults filled in, older forms rewritten.
import fs from 'node:fs';
import path from 'node:path';
import { load } from '../functions.mjs';
import { remember } from '../memory.mjs';
import { enter, forbidPrograms } from '../world.mjs';

const logger = Object.fromEntries(['info', 'warn', 'error', 'debug'].map((level) => [level, () => {}]));

/** Opens a package: its functions by their names, a way to read a configuration, and the way to the output. */
export async function open(folder, names) {
  const packageDir = fs.realpathSync(folder);
  const { home, environment, say } = enter();
  remember(packageDir);
  forbidPrograms();
  const functions = await load(packageDir, ['createConfigIO', ...names]);
  const missing = names.filter((name) => !functions[name]);
  if (missing.length > 0) throw new Error(`the package does not have ${missing.join(', ')}`);
  const file = path.join(home, 'openclaw.json');
  /** The configuration that runs; nothing where the release refuses the file. */
  const read = async (config) => {
    fs.writeFileSync(file, JSON.stringify(config));
    const io = functions.createConfigIO({ configPath: file, env: { ...environment }, observe: false, logger });
    const found = await io.readConfigFileSnapshotWithPluginMetadata({ prepareValidation: 'strict' });
    return found.snapshot.valid ? found.snapshot.config : undefined;
  };
  return { functions, read, say };
}
