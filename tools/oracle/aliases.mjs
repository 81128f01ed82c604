// The names of models that a release brings: node aliases.mjs PACKAGE_DIR > lines {"alias", "reference"} (Node 26)
//
// A line with an empty alias is the model that the release takes where none is named.
import fs from 'node:fs';
import { load } from './functions.mjs';
import { enter, forbidPrograms } from './world.mjs';

const packageDir = fs.realpathSync(process.argv[2]);
const { say } = enter();
forbidPrograms();
// Plugins have constants of the same name: the file with both the model and its provider is meant.
const names = ['DEFAULT_PROVIDER', 'DEFAULT_MODEL', 'DEFAULT_MODEL_ALIASES'];
const { DEFAULT_PROVIDER, DEFAULT_MODEL, DEFAULT_MODEL_ALIASES } = await load(packageDir, names);
if (!DEFAULT_MODEL || !DEFAULT_PROVIDER) throw new Error('the package has no default model');
say({ alias: '', reference: `${DEFAULT_PROVIDER}/${DEFAULT_MODEL}` });
for (const [alias, reference] of Object.entries(DEFAULT_MODEL_ALIASES ?? {})) say({ alias, reference });
process.exit(0);
