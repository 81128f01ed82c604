// The manifests of the plugins that a package brings, read as files: nothing of the package is run.
//
//   node manifests.mjs PACKAGE_DIR > lines, one manifest each, without prose
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where releases keep their plugins: the older ones beside `dist`, as sources. */
const FOLDERS = ['dist/extensions', 'extensions'];

/** All manifests of a package, sorted by id; of two with one id the compiled one. */
export function manifests(packageDir) {
  const found = new Map();
  for (const folder of FOLDERS) {
    for (const manifest of inFolder(path.join(packageDir, folder))) {
      if (!found.has(manifest.id)) found.set(manifest.id, manifest);
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function inFolder(folder) {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  const files = names.map((name) => path.join(folder, name, 'openclaw.plugin.json')).filter((file) => fs.existsSync(file));
  return files.map((file) => JSON.parse(fs.readFileSync(file, 'utf8'))).filter((manifest) => typeof manifest.id === 'string');
}

/** What the tables are made of. */
function facts(manifest) {
  const kept = ['id', 'kind', 'enabledByDefault', 'providers', 'channels', 'modelCatalog', 'modelIdNormalization', 'legacyPluginIds', 'providerAuthAliases', 'contracts', 'commandAliases'];
  return Object.fromEntries(kept.filter((key) => manifest[key] !== undefined).map((key) => [key, manifest[key]]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const manifest of manifests(process.argv[2])) process.stdout.write(`${JSON.stringify(facts(manifest))}\n`);
}
