// Configurations about who may write: open policies, lists with everybody, and what the agents behind them may do.
const IDS = ['telegram', 'discord', 'slack', 'whatsapp', 'signal', 'matrix'];
const POLICIES = [undefined, 'open', 'allowlist', 'pairing', 'disabled'];
const LISTS = [undefined, ['*'], ['123'], [' * '], ['123', '*'], []];
const GROUPS = { telegram: { groups: { '-100': {} } }, discord: { guilds: { 1: {} } }, slack: { channels: { C1: {} } }, whatsapp: { groups: { '1@g.us': {} } }, signal: { groups: { g: {} } }, matrix: { groups: { '!r:example.org': {} } } };
const TOOLS = [undefined, { profile: 'messaging' }, { profile: 'minimal' }, { profile: 'coding' }, { deny: ['group:runtime', 'group:fs', 'group:automation'] }, { deny: ['group:runtime'] }, { fs: { workspaceOnly: true } }, { elevated: { enabled: false } }, { elevated: { enabled: false }, profile: 'messaging', deny: ['gateway', 'cron', 'plugins'] }, { exec: { mode: 'full' } }, { exec: { mode: 'ask' } }, { exec: { mode: 'deny' } }, { exec: { security: 'full' } }];

export function* everyAccess() {
  for (const id of IDS) {
    const own = id === 'telegram' ? { botToken: '1:made' } : {};
    for (const dmPolicy of POLICIES) for (const allowFrom of [undefined, ['*'], ['123']]) yield { channels: { [id]: { ...own, enabled: true, dmPolicy, allowFrom } } };
    for (const groupPolicy of [undefined, 'open', 'allowlist', 'disabled']) {
      yield { channels: { [id]: { ...own, groupPolicy } } };
      yield { channels: { [id]: { ...own, groupPolicy, ...GROUPS[id] } } };
      yield { channels: { [id]: { groupPolicy: 'allowlist', accounts: { a: { ...own, groupPolicy }, b: { ...own, dmPolicy: 'open', allowFrom: ['*'] } } } } };
      yield { channels: { [id]: { ...own, ...GROUPS[id], accounts: { a: { groupPolicy } } } } };
    }
    for (const groupAllowFrom of LISTS) yield { channels: { [id]: { ...own, enabled: true, groupPolicy: 'allowlist', groupAllowFrom } } };
    yield { channels: { [id]: { ...own, enabled: false, dmPolicy: 'open', allowFrom: ['*'] } } };
    yield { channels: { [id]: { ...own, dm: { policy: 'open', allowFrom: ['*'] } } } };
    yield { channels: { [id]: { ...own, dm: { allowFrom: ['*'] } } } };
    for (const tools of TOOLS) yield { channels: { [id]: { ...own, groupPolicy: 'open' } }, tools };
  }
  yield { channels: { defaults: { groupPolicy: 'open' } } };
  yield { channels: { defaults: { groupPolicy: 'open' }, telegram: { enabled: true, botToken: '1:made', groups: { '*': {} } } } };
  for (const sandbox of [{ mode: 'all' }, { mode: 'non-main' }, { mode: 'off' }, { mode: 'all', workspaceAccess: 'rw' }]) {
    for (const tools of TOOLS) yield { channels: { telegram: { groupPolicy: 'open' } }, agents: { defaults: { sandbox } }, tools };
  }
  for (const tools of TOOLS) {
    for (const own of TOOLS.slice(0, 8)) yield { channels: { discord: { dmPolicy: 'open', allowFrom: ['*'] } }, tools, agents: { entries: { a: { tools: own?.elevated ? undefined : own } } } };
  }
  for (const groupPolicy of ['open', 'allowlist']) for (const guild of [{ users: ['*'] }, { channels: { c: {} } }]) yield { channels: { discord: { groupPolicy, guilds: { 1: guild } } } };
  for (const allowFrom of [{ telegram: ['*'] }, { telegram: ['1'] }, { discord: [' *'] }, { telegram: Array.from({ length: 25 }, (_, at) => String(at)) }, { telegram: Array.from({ length: 26 }, (_, at) => String(at)) }, {}]) {
    for (const enabled of [undefined, true, false]) yield { tools: { elevated: { enabled, allowFrom } } };
  }
}

function scope(random, id) {
  return {
    dmPolicy: random.one(POLICIES), allowFrom: random.one(LISTS), groupPolicy: random.one([undefined, 'open', 'allowlist', 'disabled']), groupAllowFrom: random.one([undefined, undefined, ['*'], ['5']]),
    ...(random.chance(0.3) ? GROUPS[id] : {}),
    ...(random.chance(0.15) ? { dm: { policy: random.one(POLICIES), allowFrom: random.one(LISTS) } } : {}),
  };
}

export function access(random) {
  const ids = random.some(IDS, 0.25);
  const all = ids.length > 0 ? ids : [random.one(IDS)];
  const channels = Object.fromEntries(all.map((id) => [id, { ...scope(random, id), accounts: random.chance(0.3) ? { a: scope(random, id), b: random.chance(0.5) ? scope(random, id) : {} } : undefined }]));
  return { channels, tools: random.one(TOOLS) };
}
