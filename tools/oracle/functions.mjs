// Finds functions of an installed OpenClaw by their names, and exports them.
//
// The files of a release have hashed names, and most of its functions are not exported. A load hook adds an export to
// the file that defines one, so that its own code can be asked.
import fs from 'node:fs';
import path from 'node:path';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Where each name is defined at the top level of a module: name to the addresses of the files, in the order of `dist`. */
export function find(packageDir, names) {
  // Modules know themselves by their real paths.
  const dist = path.join(fs.realpathSync(packageDir), 'dist');
  const entries = fs.readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name));
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  const patterns = names.map((name) => [name, new RegExp(`^(?:export )?(?:async )?(?:function|const|let|var|class) ${name}\\b`, 'm')]);
  const found = new Map(names.map((name) => [name, []]));
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    for (const [name, pattern] of patterns) {
      if (text.includes(name) && pattern.test(text)) found.get(name).push(pathToFileURL(file).href);
    }
  }
  return found;
}

/** Exports what was found, under names of our own. Once a process, before anything is loaded. */
function exportAll(found) {
  const byFile = new Map();
  for (const [name, urls] of found) {
    for (const url of urls) byFile.set(url, [...(byFile.get(url) ?? []), name]);
  }
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const names = byFile.get(url);
      if (!names || loaded.source == null) return loaded;
      const exports = names.map((name) => `${name} as __oracle_${name}`).join(', ');
      return { ...loaded, source: `${loaded.source}\nexport { ${exports} };\n` };
    },
  });
}

/**
 * Loads functions of a release. What it does not have is missing from the result.
 *
 * The first releases have a copy of each function in several files; the copy in the file that defines most of what is
 * asked for is taken, so that they belong together as far as possible.
 */
export async function load(packageDir, names) {
  const found = find(packageDir, names);
  exportAll(found);
  const weight = new Map();
  for (const urls of found.values()) for (const url of urls) weight.set(url, (weight.get(url) ?? 0) + 1);
  const functions = {};
  for (const [name, urls] of found) {
    for (const url of [...urls].sort((a, b) => weight.get(b) - weight.get(a))) {
      try {
        functions[name] = (await import(url))[`__oracle_${name}`];
        break;
      } catch (error) {
        process.stderr.write(`oracle: ${path.basename(url)}: ${String(error?.message ?? error).split('\n')[0]}\n`);
      }
    }
  }
  return functions;
}
