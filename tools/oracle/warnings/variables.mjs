// Configurations with variables that are set nowhere, at all sorts of places.

const TEXTS = ['${TOKEN_A}', 'x-${TOKEN_A}', '${TOKEN_A}${TOKEN_B}', '$${TOKEN_A}', '$${TOKEN_A} ${TOKEN_B}', '${token}', '${TOKEN:-x}', '$TOKEN_A', '${ TOKEN }', '${TOKEN_A}${TOKEN_A}', '${_A1}', '${1A}', '$$${TOKEN_A}', '${HOME}', '${SET}', '${BLANK}', '${NESTED}', '${PATH}'];

/** Places for texts: each makes a configuration of one. */
const PLACES = [
  (text) => ({ gateway: { auth: { token: text } } }),
  (text) => ({ gateway: { remote: { token: text, password: text } } }),
  (text) => ({ channels: { telegram: { botToken: text } } }),
  (text) => ({ channels: { telegram: { accounts: { 'a.b': { botToken: text } } } } }),
  (text) => ({ channels: { telegram: { allowFrom: ['1', text] } } }),
  (text) => ({ channels: { discord: { token: text, dmPolicy: 'open', allowFrom: [text] } } }),
  (text) => ({ models: { providers: { box: { baseUrl: 'http://h/v1', apiKey: text, models: [{ id: 'm', name: text }] } } } }),
  (text) => ({ models: { providers: { 'my box': { baseUrl: 'http://h/v1', headers: { 'X-Key': text }, models: [] } } } }),
  (text) => ({ mcp: { servers: { s: { command: 'x', args: ['-k', text], env: { KEY: text } } } } }),
  (text) => ({ plugins: { entries: { google: { config: { webSearch: { apiKey: text } } } } } }),
  (text) => ({ tools: { media: { models: [{ type: 'cli', command: 'x', args: [text] }] } } }),
  (text) => ({ skills: { entries: { s: { apiKey: text, env: { A: text } } } } }),
  (text) => ({ agents: { entries: { a: { identity: { name: text } }, } } }),
  (text) => ({ agents: { list: [{ id: 'a', identity: { name: text } }] } }),
  (text) => ({ agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: [text] } } } }),
  (text) => ({ hooks: { mappings: [{ match: { path: 'a' }, messageTemplate: text }] } }),
  (text) => ({ hooks: { token: text } }),
  (text) => ({ env: { vars: { OTHER: text } } }),
  (text) => ({ secrets: { providers: { s: { source: 'file', path: text } } } }),
  (text) => ({ meta: { lastTouchedVersion: text } }),
  (text) => ({ broadcast: { [text]: ['main'] } }),
  (text) => ({ logging: { file: text } }),
  (text) => ({ session: { store: text } }),
  (text) => ({ tools: { deny: [text, 'exec'], allow: undefined } }),
  (text) => ({ browser: { executablePath: text } }),
  (text) => ({ plugins: { allow: [text] } }),
  (text) => ({ plugins: { entries: { [text]: {} } } }),
];

export function* everyText() {
  for (const place of PLACES) for (const text of TEXTS) yield { ...place(text), ...(text.includes('SET') || text.includes('BLANK') || text.includes('NESTED') ? { env: { vars: { SET: 'x', BLANK: ' ', NESTED: 'a${SET}' } } } : {}) };
}

export function variables(random) {
  const vars = random.chance(0.4) ? { TOKEN_A: random.one(['x', '', '${TOKEN_B}', 'a b']), SET: 'x' } : undefined;
  return { ...random.one(PLACES)(random.one(TEXTS)), ...(vars ? { env: { vars } } : {}) };
}
