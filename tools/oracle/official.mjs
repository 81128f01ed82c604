// The providers that official plugins bring, which are installed apart from the package, read as files:
//
//   node official.mjs PACKAGE_DIR > lines {"provider", "package"}
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const CATALOG = 'scripts/lib/official-external-provider-catalog.json';
const PAGES = 'docs/plugins/reference';

/** All pairs of a provider and the package that brings it, sorted, each once. Older packages name none. */
export function official(packageDir) {
  const pairs = [...ofCatalog(path.join(packageDir, CATALOG)), ...ofPages(path.join(packageDir, PAGES))];
  const texts = new Set(pairs.map(([provider, name]) => JSON.stringify({ provider, package: name })));
  return [...texts].sort().map((text) => JSON.parse(text));
}

function ofCatalog(file) {
  if (!fs.existsSync(file)) return [];
  const { entries = [] } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return entries.flatMap(({ name, openclaw }) => (openclaw?.providers ?? []).filter(({ id }) => id).map(({ id }) => [id, name]));
}

function ofPages(folder) {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names.flatMap((name) => ofPage(fs.readFileSync(path.join(folder, name), 'utf8').split('\n')));
}

function ofPage(lines) {
  const coded = (label) => lines.find((line) => line.startsWith(label))?.split('`').filter((_, index) => index % 2 === 1);
  const [providers, packages] = [coded('- Providers: '), coded('- Package: ')];
  return providers && packages ? providers.map((provider) => [provider, packages[0] ?? '']) : [];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const line of official(process.argv[2])) process.stdout.write(`${JSON.stringify(line)}\n`);
}
