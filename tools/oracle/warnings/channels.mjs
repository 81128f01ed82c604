// Configurations about who may write directly: policies, lists, accounts, inheritance, and channels that are off.
import { CHANNELS, FOREIGN_CHANNELS } from './names.mjs';

const POLICIES = [undefined, 'open', 'allowlist', 'pairing', 'disabled'];
const LISTS = [undefined, [], ['*'], ['  * '], ['123'], [' '], ['123', '*'], ['a', 'b']];

/** What some channels cannot do without. */
const NEEDED = {
  googlechat: { audienceType: 'app-url' },
  'nextcloud-talk': {}, line: {}, a2a: {}, reef: {},
};

function dm(random) {
  if (random.chance(0.7)) return undefined;
  return { policy: random.one(POLICIES), allowFrom: random.one(LISTS), enabled: random.one([undefined, undefined, true, false]) };
}

function scope(random, id) {
  const nested = ['matrix', 'discord', 'slack', 'googlechat'].includes(id) || random.chance(0.1);
  return {
    enabled: random.one([undefined, undefined, undefined, true, false]),
    dmPolicy: random.one(POLICIES),
    allowFrom: random.one(LISTS),
    dm: nested ? dm(random) : undefined,
    groupPolicy: random.one([undefined, undefined, 'open', 'allowlist']),
  };
}

function section(random, id) {
  const names = random.some(['main', 'work', 'Home-2', 'default', 'a.b'], 0.3);
  const accounts = names.length > 0 ? Object.fromEntries(names.map((name) => [name, scope(random, id)])) : undefined;
  const defaultAccount = random.chance(0.1) ? names[0] : undefined;
  return { ...NEEDED[id], ...scope(random, id), accounts, defaultAccount };
}

/** Every policy with every list, for every channel. */
export function* everyPolicy() {
  for (const id of CHANNELS) {
    for (const dmPolicy of ['open', 'allowlist']) {
      for (const allowFrom of [undefined, [], ['*'], ['123']]) yield { channels: { [id]: { ...NEEDED[id], dmPolicy, allowFrom } } };
    }
  }
}

export function channels(random) {
  const ids = random.some(CHANNELS, 0.08);
  const all = ids.length > 0 ? ids : [random.one(CHANNELS)];
  const found = Object.fromEntries(all.map((id) => [id, section(random, id)]));
  if (random.chance(0.15)) found.defaults = { groupPolicy: 'allowlist' };
  return { channels: found };
}

/** Channels that only a plugin brings which is named, and not there. */
export function stale(random) {
  const id = random.one([...FOREIGN_CHANNELS, 'Telegram', 'lark']);
  const name = random.chance(0.3) ? id.toUpperCase() : id;
  const plugins = random.chance(0.5) ? { allow: [name] } : { entries: { [name]: { enabled: random.one([true, false, undefined]) } } };
  return { channels: { [id]: scope(random, id), telegram: random.chance(0.3) ? section(random, 'telegram') : undefined }, plugins };
}
