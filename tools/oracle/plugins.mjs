// The plugins that a release brings, and those that it offers to install: the table data/config/plugins.tsv.
//
//   node plugins.mjs PACKAGE_DIR > data/config/plugins.tsv
//
// Manifests are read as files; the catalogue of offers is asked of the release's own code.
import fs from 'node:fs';
import path from 'node:path';
import { load } from './functions.mjs';
import { manifests } from './manifests.mjs';
import { enter } from './world.mjs';

const CATALOG = [
  'listOfficialExternalPluginCatalogEntries', 'resolveOfficialExternalPluginId', 'getOfficialExternalPluginCatalogManifest',
  'resolveOfficialExternalPluginInstallSources', 'resolveOfficialExternalPluginLookupIds',
];
const packageDir = fs.realpathSync(process.argv[2]);
const write = process.stdout.write.bind(process.stdout);
enter();
const catalog = await load(packageDir, CATALOG);

const list = (words) => (words ?? []).join(' ');
const on = ({ enabledByDefault, enabledByDefaultOnPlatforms }) => (enabledByDefault === true ? 'on' : enabledByDefaultOnPlatforms?.includes('darwin') ? 'mac' : '');
const command = (alias) => (typeof alias === 'string' ? alias : alias.name);

function bundled(manifest) {
  const { id, kind, channels, commandAliases, contracts } = manifest;
  return [id, on(manifest), [kind].flat().join(' '), list(channels), list((commandAliases ?? []).map(command)), list(contracts?.webSearchProviders), '', ''];
}

/** An offer: its other names, and whether direct messages open to all need the list to say so. */
function offered(entry) {
  const id = catalog.resolveOfficialExternalPluginId(entry);
  const manifest = catalog.getOfficialExternalPluginCatalogManifest(entry);
  const spec = catalog.resolveOfficialExternalPluginInstallSources(entry)[0]?.spec ?? '';
  const names = catalog.resolveOfficialExternalPluginLookupIds(entry).filter((name) => name !== id);
  return [id, '', '', manifest?.channel?.id ?? '', '', '', spec, list(names)];
}

const rows = [...manifests(packageDir).map(bundled), ...catalog.listOfficialExternalPluginCatalogEntries().map(offered)];
const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
const head = [
  `# The plugins that OpenClaw ${version} brings, and those that it offers to install, which have a package.`,
  '# id, on (without being named: on, mac), kind, channels, commands, web search, package, other names; made by tools/oracle/plugins.mjs',
];
write(`${[...head, ...rows.map((row) => row.join('\t'))].join('\n')}\n`);
process.exit(0);
