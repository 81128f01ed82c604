// Remembers what the files of a package look like. A release searches its folder of plugins again for each configuration;
// the folder does not change while it is asked, and asking is five times as fast when the answers of the disk are kept.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const ASKED = ['lstatSync', 'statSync', 'existsSync', 'realpathSync', 'readdirSync', 'readFileSync', 'accessSync'];

/** Keeps answers about everything in `folder`, with errors. Call it before the release is loaded. */
export function remember(folder) {
  for (const name of ASKED) {
    const ask = fs[name];
    const kept = new Map();
    const asked = (path, options) => {
      if (typeof path !== 'string' || !path.startsWith(folder)) return ask(path, options);
      const key = `${path}\0${typeof options === 'object' ? JSON.stringify(options) : options}`;
      let answer = kept.get(key);
      if (!answer) kept.set(key, (answer = attempt(() => ask(path, options))));
      if (answer.error) throw answer.error;
      // A list may be sorted in place by whoever gets it.
      return Array.isArray(answer.value) ? [...answer.value] : answer.value;
    };
    fs[name] = Object.assign(asked, ask.native ? { native: asked } : {});
  }
  syncBuiltinESMExports();
}

function attempt(run) {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}
