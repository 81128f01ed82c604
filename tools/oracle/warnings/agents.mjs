// Configurations about agents: who owns heartbeats and the rest, markers of old, the older roster, context budgets.

function agent(random) {
  return {
    workspace: random.one([undefined, undefined, '~/w', ' ', '/tmp/a']),
    heartbeat: random.chance(0.15) ? random.one([{}, { every: '30m' }, { every: '0m' }]) : undefined,
    contextTokens: random.chance(0.1) ? 1000 : undefined,
    model: random.one([undefined, undefined, 'openai/gpt-5.5']),
  };
}

function defaults(random) {
  if (random.chance(0.4)) return undefined;
  return {
    heartbeat: random.chance(0.35) ? random.one([{}, { every: '1h' }, { agentId: 'a' }]) : undefined,
    systemAgent: random.chance(0.25) ? random.one([{ agentId: 'a' }, {}]) : undefined,
    authInheritance: random.chance(0.2) ? { agentId: 'a' } : undefined,
    sessionStore: random.chance(0.2) ? { agentId: 'a' } : undefined,
    workspace: random.one([undefined, '~/d']),
    contextTokens: random.chance(0.15) ? 5000 : undefined,
  };
}

/** Who owns what: several agents, with one marker, with none, or each surface with its own. */
export function roster(random) {
  const ids = ['a', ...random.some(['b', 'c', 'main'], 0.5)];
  const marked = random.chance(0.55) ? random.below(ids.length) : -1;
  const all = ids.map((id, index) => [id, { ...agent(random), default: index === marked ? true : random.one([undefined, undefined, false]) }]);
  const explicit = marked < 0 && (ids.length > 1 || random.chance(0.3)) ? 'explicit' : undefined;
  const asList = random.chance(0.3);
  const agents = asList ? { list: all.map(([id, settings]) => ({ id, ...settings })) } : { entries: Object.fromEntries(all) };
  return { agents: { ownership: asList && random.chance(0.7) ? undefined : explicit, defaults: defaults(random), ...agents }, ...surfaces(random, ids) };
}

/** What else has an owner, and so decides whether one is filled in. */
function surfaces(random, ids) {
  return {
    talk: random.one([undefined, undefined, {}, { agentId: 'a' }]),
    session: random.one([undefined, undefined, undefined, { store: '~/.openclaw/agents/{agentId}/sessions.json' }, { store: '/tmp/s.json' }]),
    bindings: random.one([undefined, undefined, [], [{ agentId: ids.at(-1), match: { channel: 'telegram', accountId: '*' } }], [{ agentId: 'a', match: { channel: 'discord' } }]]),
    channels: random.one([undefined, undefined, { telegram: {} }, { telegram: { enabled: false } }, { discord: {} }]),
  };
}

/** One marker, and everything else already said: nothing is left to fill in. */
export function* everyOwner() {
  const whole = { heartbeat: { every: '1h' }, systemAgent: { agentId: 'a' }, sessionStore: { agentId: 'a' }, authInheritance: { agentId: 'a' } };
  for (const missing of [undefined, 'heartbeat', 'systemAgent', 'sessionStore', 'authInheritance']) {
    for (const talk of [{ agentId: 'a' }, {}, undefined]) {
      for (const marked of ['a', 'main']) {
        const left = { ...whole, ...(missing ? { [missing]: undefined } : {}) };
        const entries = { a: { default: marked === 'a' ? true : undefined }, main: { default: marked === 'main' ? true : undefined } };
        yield { agents: { defaults: left, entries }, talk };
        yield { agents: { defaults: left, list: Object.entries(entries).map(([id, settings]) => ({ id, ...settings })) }, talk };
      }
    }
  }
  for (const list of [[], [{ id: 'a' }], [{ id: 'a' }, { id: 'b' }], [{ id: 'a', workspace: '~/x' }, { id: 'b' }], [{ id: 'a', default: true }]]) {
    yield { agents: { list } };
    yield { agents: { list, ownership: list.length > 0 ? 'explicit' : undefined } };
  }
}

/** Context budgets at places where OpenClaw moves or drops them. */
export function budgets(random) {
  const model = { id: 'm', name: 'M', contextTokens: random.one([undefined, 100]), contextWindow: random.one([undefined, undefined, 200]) };
  const provider = () => ({
    baseUrl: 'http://localhost:1/v1',
    contextTokens: random.one([undefined, 1000]),
    contextWindow: random.one([undefined, 2000]),
    models: random.one([[], [model], [model, { id: 'n', name: 'N' }]]),
  });
  return {
    models: { providers: { box: provider(), ...(random.chance(0.3) ? { 'b.x': provider() } : {}), ...(random.chance(0.2) ? { openai: { contextTokens: 5 } } : {}) } },
    agents: random.chance(0.4) ? { defaults: { contextTokens: 7 }, entries: { a: { contextTokens: 8 } } } : undefined,
  };
}
