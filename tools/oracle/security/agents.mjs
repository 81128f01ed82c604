// Configurations about agents: how strong their models are, who sees whose sessions, and which rooms share one.
const MODELS = ['openai/gpt-5.5', 'openai/gpt-4o', 'openai/gpt-3.5-turbo', 'openai/gpt-4-0613', 'openai/gpt-5', 'openai/gpt-5-mini', 'anthropic/claude-haiku-4-5', 'anthropic/claude-opus-4-6', 'anthropic/claude-sonnet-4-20250514', 'anthropic/claude-2.1', 'anthropic/claude-3-5-haiku-20241022', 'anthropic/claude-opus-4.5', 'anthropic/claude-sonnet-5', 'anthropic/claude-instant-1', 'ollama/llama3.1:8b', 'ollama/qwen3:235b', 'ollama/llama3.1:405b', 'box/model-300b', 'box/model-300.5b', 'box/x7b', 'box/8x7b', 'box/mixtral-8x22b', 'box/a3b-30b', 'box/0b', 'haiku', 'opus', 'gpt', 'box/my-gpt-oss-20b', 'google/gemini-3-pro', 'openrouter/openai/gpt-oss-120b', 'gpt-4.1', 'mini', 'openrouter/auto', 'box/7B-Instruct', 'ollama/gemma3:1b', 'claude-sonnet-4-6', 'box/claude-3-opus', 'x/phi-4b', 'x/e2b', 'openai/gpt-50'];
const PLACES = [
  (model) => ({ agents: { defaults: { model } } }),
  (model) => ({ agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: [model] } } } }),
  (model) => ({ agents: { defaults: { imageModel: model } } }),
  (model) => ({ agents: { entries: { a: { model } } } }),
  (model) => ({ agents: { entries: { a: { model: { primary: model, fallbacks: ['openai/gpt-5.5'] } } } } }),
];

export function* everyModel() {
  for (const model of MODELS) for (const place of PLACES) yield place(model);
  const small = 'ollama/llama3.1:8b';
  for (const tools of [undefined, { deny: ['group:web', 'browser'] }, { deny: ['group:web'] }, { byProvider: { ollama: { deny: ['group:web', 'browser'] } } }, { byProvider: { [small]: { deny: ['group:web', 'browser'] } } }, { byProvider: { openai: { deny: ['*'] } } }, { web: { search: { enabled: true } } }, { web: { fetch: { enabled: false } } }, { web: { fetch: { enabled: false }, search: { enabled: false } } }, { profile: 'minimal' }, { profile: 'messaging' }, { profile: 'coding' }]) {
    for (const browser of [undefined, { enabled: false }]) {
      yield { agents: { defaults: { model: small } }, tools, browser };
      yield { agents: { entries: { a: { model: small, tools } } }, browser };
      yield { agents: { defaults: { model: small, sandbox: { mode: 'all' } } }, tools, browser };
    }
  }
  for (const plugins of [{ enabled: false }, { deny: ['browser'] }, { allow: ['telegram'] }, { allow: ['browser'] }, { entries: { browser: { enabled: false } } }, { entries: { browser: { enabled: true } } }]) yield { agents: { defaults: { model: small } }, plugins, tools: { web: { fetch: { enabled: false } } } };
  for (const alias of ['fast', 'small']) yield { agents: { defaults: { model: alias, models: { [small]: { alias: 'small' }, 'openai/gpt-4o': { alias: 'fast' } } } } };
  yield { tools: { web: { search: { apiKey: 'x' } } }, agents: { defaults: { model: small } } };
  yield { plugins: { entries: { brave: { config: { webSearch: { apiKey: 'made' } } } } }, tools: { deny: ['web_fetch', 'browser'] }, agents: { defaults: { model: small } } };
  yield { plugins: { entries: { google: { config: { webSearch: { apiKey: 'made' } } } } }, tools: { deny: ['web_fetch', 'browser'] }, agents: { defaults: { model: small } } };
  yield { tools: { deny: ['web_fetch', 'browser'] }, agents: { defaults: { model: small } } };
}

export function* everyTrust() {
  const two = (rest = {}) => ({ agents: { entries: { a: {}, b: {} }, ownership: 'explicit', ...rest } });
  for (const visibility of [undefined, 'self', 'tree', 'agent', 'all']) yield { ...two(), tools: { sessions: { visibility } } };
  for (const agentToAgent of [{ enabled: true }, { enabled: false }, { allow: ['a'] }, { allow: [] }, { enabled: true, allow: ['*'] }]) yield { ...two(), tools: { agentToAgent } };
  yield { agents: { entries: { a: {} } } };
  for (const mode of ['off', 'non-main', 'all']) for (const sessionToolsVisibility of [undefined, 'spawned', 'all']) yield two({ defaults: { sandbox: { mode, sessionToolsVisibility } } });
  for (const tools of [{ deny: ['group:sessions'] }, { profile: 'minimal' }, { profile: 'messaging' }, { deny: ['read'] }, { allow: ['read'] }, { deny: [] }]) {
    yield { ...two(), tools };
    yield two({ entries: { a: { tools }, b: {} } });
    yield two({ entries: { a: { tools }, b: { tools } } });
  }
  yield { ...two(), channels: { telegram: { groupPolicy: 'open' } } };
  yield { agents: { list: [{ id: 'a', default: true }, { id: 'b' }] } };
  yield { agents: { list: [{ id: 'a', default: true }, { id: 'b', default: true }] } };
  yield { agents: { list: [{ id: 'A' }] } };
  for (const groupScope of [undefined, 'main', 'per-group']) {
    yield { session: { groupScope } };
    for (const match of [{ channel: 'telegram' }, { channel: 'telegram', peer: { kind: 'group', id: '-1' } }, { channel: 'telegram', peer: { kind: 'direct', id: '1' } }, { channel: 'discord', guildId: '7' }, { channel: 'telegram', accountId: '*' }]) {
      yield { agents: { entries: { a: {} } }, bindings: [{ agentId: 'a', match, session: { groupScope } }] };
      yield { agents: { entries: { a: {} } }, bindings: [{ agentId: 'a', match: { channel: 'telegram' } }, { agentId: 'a', match, session: { groupScope } }] };
    }
  }
}

export function models(random) {
  const own = () => random.one([undefined, random.one(MODELS), { primary: random.one(MODELS), fallbacks: random.chance(0.5) ? [random.one(MODELS)] : undefined }]);
  return {
    agents: { defaults: { model: own(), imageModel: random.chance(0.2) ? random.one(MODELS) : undefined, sandbox: random.chance(0.3) ? { mode: random.one(['all', 'off', 'non-main']) } : undefined }, entries: { a: { model: own() }, b: { model: own() } }, ownership: 'explicit' },
    tools: { deny: random.one([undefined, ['group:web'], ['group:web', 'browser']]), profile: random.one([undefined, undefined, 'coding', 'minimal']), web: random.one([undefined, { fetch: { enabled: false } }]) },
  };
}

export function trust(random) {
  const tools = () => random.one([undefined, undefined, { profile: 'messaging' }, { deny: ['group:sessions'] }, { allow: ['read'] }, { alsoAllow: ['exec'] }]);
  return {
    agents: { defaults: { sandbox: { mode: random.one([undefined, 'all', 'non-main']), sessionToolsVisibility: random.one([undefined, 'all']) } }, entries: Object.fromEntries(['a', ...random.some(['b', 'c'], 0.6)].map((id) => [id, { tools: tools(), sandbox: random.chance(0.2) ? { mode: 'all' } : undefined }])), ownership: 'explicit' },
    tools: { ...tools(), sessions: random.one([undefined, { visibility: 'all' }, { visibility: 'tree' }]), agentToAgent: random.one([undefined, undefined, { enabled: false }, { allow: ['a'] }]) },
    channels: random.chance(0.3) ? { telegram: { groupPolicy: random.one(['open', 'allowlist']), groups: random.one([undefined, { '-1': {} }]) } } : undefined,
    session: random.chance(0.2) ? { groupScope: 'main' } : undefined,
  };
}
