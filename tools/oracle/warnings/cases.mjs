// Makes the configurations of tests/fixtures/warnings: each way to a warning of OpenClaw's, and mixtures of them.
//
//   node cases.mjs PACKAGE_DIR > lines {"id", "text"}
//
// What OpenClaw refuses is left out when the answers are recorded (record.mjs), so many more are made than are kept.
import { budgets, everyOwner, roster } from './agents.mjs';
import { channels, everyPolicy, stale } from './channels.mjs';
import { bundled } from './names.mjs';
import { channelPlugins, everyName, everySlot, loadPaths, plugins, search } from './plugins.mjs';
import { write } from '../random.mjs';
import { everyText, variables } from './variables.mjs';

const known = bundled(process.argv[2]);
const SETS = { 'dm-all': everyPolicy(), 'plugin-all': everyName(known), 'slot-all': everySlot(), 'owner-all': everyOwner(), 'variable-all': everyText() };
const FAMILIES = [['dm', channels, 420], ['stale', stale, 60], ['plugin', plugins, 420], ['channel-plugin', channelPlugins, 120], ['search', search, 220], ['path', loadPaths, 120], ['roster', roster, 360], ['budget', budgets, 90], ['variable', variables, 120]];

write(SETS, FAMILIES, { count: 900, seed: 14 }, known);
