// Makes the configurations of tests/fixtures/security: each check of OpenClaw's audit on, off and near its bounds, and
// mixtures of them.
//
//   node cases.mjs > lines {"id", "text"}
//
// What OpenClaw refuses is left out when the answers are recorded (record.mjs).
import { write } from '../random.mjs';
import { access, everyAccess } from './channels.mjs';
import { everyExec, everySandbox, exec, policies, sandbox } from './tools.mjs';
import { everyGateway, everyHook, gateway, hooks } from './gateway.mjs';
import { everyModel, everyTrust, models, trust } from './agents.mjs';

const SETS = { gateway: everyGateway(), hooks: everyHook(), exec: everyExec(), sandbox: everySandbox(), access: everyAccess(), model: everyModel(), trust: everyTrust() };
const FAMILIES = [['gateway-random', gateway, 200], ['hooks-random', hooks, 80], ['exec-random', exec, 160], ['policy-random', policies, 220], ['sandbox-random', sandbox, 80], ['access-random', access, 120], ['model-random', models, 120], ['trust-random', trust, 120]];

write(SETS, FAMILIES, { count: 500, seed: 41 });
