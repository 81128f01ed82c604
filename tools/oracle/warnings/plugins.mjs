// Configurations about plugins: named in `entries`, `allow`, `deny` and `slots`, on or off, with and without settings.
import { ALIASES, CHANNELS, OFFICIAL, RETIRED, SEARCH, SEARCH_PLUGIN, UNKNOWN } from './names.mjs';

const catalogOff = { config: { sessionCatalog: { enabled: false } } };

function entry(random) {
  return random.one([
    {}, { enabled: true }, { enabled: false }, { config: {} }, { enabled: true, config: {} }, { enabled: false, config: {} },
    { hooks: { allowPromptInjection: true } }, { enabled: false, hooks: { timeoutMs: 5 } }, catalogOff, { enabled: true, ...catalogOff },
  ]);
}

function anyName(random, bundled) {
  return random.one([bundled.ids, bundled.ids, bundled.ids, OFFICIAL, OFFICIAL, UNKNOWN, RETIRED, ALIASES, bundled.commands].map((list) => random.one(list)));
}

function names(random, bundled, most) {
  return Array.from({ length: 1 + random.below(most) }, () => anyName(random, bundled));
}

/** Every name at every place. */
export function* everyName(bundled) {
  for (const id of [...new Set([...bundled.ids, ...OFFICIAL, ...UNKNOWN, ...RETIRED, ...ALIASES, ...bundled.commands])]) {
    yield { plugins: { entries: { [id]: { config: {} } } } };
    yield { plugins: { entries: { [id]: { enabled: false } }, deny: [id] } };
    yield { plugins: { allow: [id, 'telegram'], entries: { google: { config: {} }, browser: { config: {} } } } };
    yield { plugins: { entries: { [id]: { enabled: true, hooks: { allowPromptInjection: false } } }, allow: [id, id] } };
  }
}

export function plugins(random, bundled) {
  const list = (part, most) => (random.chance(part) ? names(random, bundled, most) : undefined);
  const entries = random.chance(0.85) ? Object.fromEntries(names(random, bundled, 4).map((id) => [id, entry(random)])) : undefined;
  const ids = entries ? Object.keys(entries) : [];
  const settings = {
    enabled: random.one([undefined, undefined, undefined, undefined, true, false]),
    entries,
    allow: random.chance(0.5) ? list(0.6, 3) : ids.length > 0 && random.chance(0.3) ? random.some(ids, 0.7) : undefined,
    deny: random.chance(0.5) ? list(0.4, 2) : ids.length > 0 && random.chance(0.3) ? random.some(ids, 0.4) : undefined,
    slots: random.chance(0.3) ? slots(random) : undefined,
  };
  return { plugins: settings };
}

function slots(random) {
  return {
    memory: random.one([undefined, 'none', 'NONE', 'memory-core', 'memory-wiki', 'memory-lancedb', ' memory-core ', '', 'telegram']),
    contextEngine: random.one([undefined, undefined, 'legacy', 'lossless-claw', 'workboard', 'none']),
  };
}

/** The memory plugin with settings, beside every slot. */
export function* everySlot() {
  for (const memory of [undefined, 'none', 'None ', 'memory-core', 'memory-lancedb', 'memory-wiki', 'browser', '']) {
    for (const id of ['memory-core', 'memory-wiki', 'memory-lancedb', 'browser']) {
      yield { plugins: { slots: { memory }, entries: { [id]: { config: {} } } } };
      yield { plugins: { slots: { memory, contextEngine: id }, entries: { [id]: { config: {} } }, allow: ['google'] } };
    }
  }
}

/** Plugins of channels, which go on and off with the channel. */
export function channelPlugins(random) {
  const id = random.one(['telegram', 'a2a', 'reef', 'telegram', 'discord']);
  const channel = random.one([undefined, {}, { enabled: true }, { enabled: false }]);
  const allow = random.one([undefined, ['google'], [id], ['google', id]]);
  const deny = random.one([undefined, undefined, [id]]);
  return { channels: channel && { [id]: channel }, plugins: { entries: { [id]: random.one([{ config: {} }, { enabled: true, config: {} }, { enabled: false, config: {} }]) }, allow, deny } };
}

/** Providers of web search whose plugin is named, or is not. */
export function search(random) {
  const provider = random.one(SEARCH);
  const plugin = random.one([SEARCH_PLUGIN[provider] ?? provider.trim(), provider.trim(), 'google']);
  const name = random.chance(0.15) ? plugin.toUpperCase() : plugin;
  const plugins = random.one([undefined, { allow: [name] }, { entries: { [name]: {} } }, { entries: { [name]: { enabled: false } } }, { deny: [name] }, { entries: { [name]: { config: {} } } }]);
  return { tools: { web: { search: { provider, enabled: random.one([undefined, true, false]) } } }, plugins };
}

/** Folders of plugins that are not there: what they may bring is left alone. */
export function loadPaths(random) {
  const paths = random.some(['/nowhere/plugins', '~/nowhere', './relative', '${NOWHERE}/x', ' /nowhere/blank ', '/nowhere/plugins'], 0.3);
  const ids = random.some([...CHANNELS, 'pager', 'zzzz'], 0.06);
  return {
    channels: ids.length > 0 ? Object.fromEntries(ids.map((id) => [id, random.one([{}, { enabled: false }, { dmPolicy: 'open' }])])) : undefined,
    plugins: { load: { paths: paths.length > 0 ? paths : ['/nowhere/a'] }, entries: random.one([undefined, { pager: {} }, { google: { config: {} } }]), allow: random.one([undefined, ['pager'], ['google']]) },
    tools: random.chance(0.3) ? { web: { search: { provider: random.one(['bing', 'brave', 'gemini']) } } } : undefined,
    agents: random.chance(0.3) ? { defaults: { heartbeat: { target: random.one(['pager', 'telegram', 'last', 'lark']) } } } : undefined,
  };
}
