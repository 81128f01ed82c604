// Configurations about the gateway and its hooks: who reaches them, and who is let in. No secret of anybody's.
const LONG = 'made-for-tests-0123456789abcdef';
const SECRETS = [undefined, '', ' ', 'undefined', 'null', 'x'.repeat(23), 'x'.repeat(24), ` ${'x'.repeat(23)} `, LONG, '${OPENCLAW_NOT_SET}', { source: 'env', provider: 'default', id: 'OPENCLAW_NOT_SET' }];
const BINDS = [undefined, 'loopback', 'lan', 'tailnet', 'auto', 'custom'];
const MODES = [undefined, 'token', 'password', 'none', 'trusted-proxy'];
const ORIGINS = [undefined, [], ['*'], ['https://ui.example'], [' * '], ['https://ui.example', '*']];
const PROXIES = [undefined, [], ['127.0.0.1'], ['::1'], ['127.0.0.1/32'], ['127.0.0.0/8'], ['10.0.0.1'], ['::1/128', '127.0.0.1'], [' 127.0.0.1 '], ['::1/64']];
const HTTP_TOOLS = [undefined, [], ['exec'], ['Exec '], ['read'], ['cron'], ['automations', 'read'], ['sessions_spawn']];

function* one(section, key, values, rest = {}) {
  for (const value of values) yield { [section]: { ...rest, [key]: value } };
}

export function* everyGateway() {
  for (const bind of BINDS) {
    for (const mode of MODES) {
      const auth = { mode, token: mode === 'token' ? LONG : undefined, password: mode === 'password' ? LONG : undefined };
      yield { gateway: { bind, auth, customBindHost: bind === 'custom' ? '192.168.1.2' : undefined } };
      yield { gateway: { bind, auth: { mode }, controlUi: { enabled: false }, customBindHost: bind === 'custom' ? '127.0.0.1' : undefined } };
    }
    for (const allowedOrigins of ORIGINS) {
      for (const fallback of [undefined, true, false]) yield { gateway: { bind, auth: { token: LONG }, controlUi: { allowedOrigins, dangerouslyAllowHostHeaderOriginFallback: fallback } } };
    }
    for (const mdns of ['off', 'minimal', 'full']) yield { gateway: { bind, auth: { token: LONG } }, discovery: { mdns: { mode: mdns } } };
    for (const allow of HTTP_TOOLS) yield { gateway: { bind, auth: { token: LONG }, tools: { allow } } };
    for (const allowRealIpFallback of [true, false]) yield { gateway: { bind, auth: { token: LONG }, allowRealIpFallback } };
    yield { gateway: { bind, auth: { token: LONG, rateLimit: { maxAttempts: 5 } } } };
    yield { gateway: { bind, auth: { token: LONG, rateLimit: {} } } };
  }
  for (const token of SECRETS) for (const mode of [undefined, 'token']) yield { gateway: { auth: { mode, token } } };
  for (const password of SECRETS) for (const mode of [undefined, 'password', 'trusted-proxy']) yield { gateway: { auth: { mode, password } } };
  for (const mode of ['off', 'serve', 'funnel']) {
    for (const auth of [undefined, { mode: 'password', password: LONG }, { mode: 'token', token: LONG }, { allowTailscale: true }, { allowTailscale: false }]) yield { gateway: { tailscale: { mode }, auth } };
  }
  for (const trustedProxies of PROXIES) {
    for (const allowRealIpFallback of [undefined, true]) yield { gateway: { auth: { mode: 'trusted-proxy', trustedProxy: { userHeader: 'x-user' } }, trustedProxies, allowRealIpFallback } };
    yield { gateway: { trustedProxies, auth: { token: LONG } } };
  }
  for (const trustedProxy of [undefined, { userHeader: 'x' }, { userHeader: 'x', allowUsers: [] }, { userHeader: 'x', allowUsers: ['a@example.org'] }, { userHeader: 'x', allowLoopback: true }, { userHeader: 'x', deviceAutoApprove: { enabled: true } }, { userHeader: 'x', deviceAutoApprove: { enabled: true, scopes: ['operator.admin'] } }, { userHeader: 'x', deviceAutoApprove: { enabled: true, scopes: [' operator.admin ', 'operator.read'] } }, { userHeader: 'x', deviceAutoApprove: { enabled: false, scopes: ['operator.admin'] } }]) {
    yield { gateway: { auth: { mode: 'trusted-proxy', trustedProxy }, trustedProxies: ['10.0.0.1'] } };
    yield { gateway: { auth: { mode: 'token', token: LONG, trustedProxy } } };
  }
  for (const allow of [['camera.snap'], ['system.run'], [' camera.snap '], ['Camera.snap'], ['sms.send', 'screen.record']]) {
    for (const deny of [undefined, ['camera.snap'], ['sms.send']]) for (const bind of ['loopback', 'lan']) yield { gateway: { bind, auth: { token: LONG }, nodes: { commands: { allow, deny } } } };
  }
  for (const entry of ['system.run', 'system.*', 'rm -rf', 'group:runtime', 'system.run.prepare', 'sytem.run', 'browser.proxy', '/camera/', 'canvas.present', 'camera.snap', ' ', 'location.get', 'my.own', 'foo?']) {
    yield { gateway: { auth: { token: LONG }, nodes: { commands: { deny: [entry] } } } };
    yield { gateway: { auth: { token: LONG }, nodes: { commands: { allow: [entry], deny: [entry, 'camera.clip'] } } } };
  }
  for (const endpoint of ['chatCompletions', 'responses']) for (const enabled of [true, false]) yield { gateway: { auth: { token: LONG }, http: { endpoints: { [endpoint]: { enabled } } } } };
  for (const remote of [{ url: 'wss://host.example', token: LONG }, { url: 'wss://host.example', password: LONG }, { token: LONG }]) for (const mode of [undefined, 'local', 'remote']) yield { gateway: { mode, remote } };
  for (const enabled of [true, false]) yield { mcp: { apps: { enabled } } };
}

export function* everyHook() {
  const base = { enabled: true, token: LONG };
  const same = { gateway: { auth: { token: LONG } } };
  yield* one('hooks', 'token', [LONG, 'x'.repeat(23), 'x'.repeat(24), `  ${LONG} `], { enabled: true });
  yield { hooks: base, ...same };
  yield { hooks: { ...base, enabled: false }, ...same };
  yield { hooks: { ...base, token: ` ${LONG} ` }, ...same };
  yield { hooks: base, gateway: { auth: { mode: 'password', password: LONG } } };
  yield { hooks: base, gateway: { auth: { mode: 'password', token: LONG, password: `${LONG}2` } } };
  yield { hooks: base, gateway: { auth: { mode: 'none', token: LONG } } };
  yield { hooks: base, gateway: { auth: { mode: 'trusted-proxy', password: LONG, trustedProxy: { userHeader: 'x' } }, trustedProxies: ['10.0.0.1'] } };
  yield { hooks: { ...base, token: '${OPENCLAW_NOT_SET}' }, gateway: { auth: { token: '${OPENCLAW_NOT_SET}' } } };
  yield { hooks: base, gateway: { remote: { token: LONG, url: 'wss://host.example' } } };
  for (const bind of ['loopback', 'lan']) {
    for (const path of [undefined, '/', ' / ', '/hooks', '']) yield { gateway: { bind }, hooks: { ...base, path } };
    for (const defaultSessionKey of [undefined, '', ' ', 'hook:in']) yield { gateway: { bind }, hooks: { ...base, defaultSessionKey } };
    for (const allowedAgentIds of [undefined, [], ['*'], ['main'], ['main', ' * '], [' ']]) yield { gateway: { bind }, hooks: { ...base, allowedAgentIds } };
    for (const allowedSessionKeyPrefixes of [undefined, [], ['hook:'], [' ']]) for (const allowRequestSessionKey of [true, false]) yield { gateway: { bind }, hooks: { ...base, allowRequestSessionKey, allowedSessionKeyPrefixes, defaultSessionKey: 'hook:x' } };
  }
  for (const mode of ['serve', 'funnel']) yield { gateway: { tailscale: { mode }, auth: { mode: 'password', password: LONG } }, hooks: { ...base, allowRequestSessionKey: true, token: `${LONG}9` } };
  for (const flag of [true, false]) {
    yield { hooks: { gmail: { allowUnsafeExternalContent: flag } } };
    yield { hooks: { mappings: [{ id: 'a', allowUnsafeExternalContent: flag }, { id: 'b' }] } };
    yield { tools: { exec: { applyPatch: { workspaceOnly: flag } } } };
    yield { tools: { fs: { workspaceOnly: flag } } };
    yield { browser: { ssrfPolicy: { dangerouslyAllowPrivateNetwork: flag } } };
  }
  for (const suppressions of [[], [{ checkId: 'gateway.loopback_no_auth', reason: 'tests' }], [{ checkId: 'gateway.trusted_proxies_missing' }, { checkId: ' gateway.http.no_auth ' }], [{ checkId: 'gateway.trusted_proxies_missing', detailIncludes: 'no such words' }], [{ checkId: 'GATEWAY.loopback_no_auth' }]]) yield { security: { audit: { suppressions } } };
}

export function gateway(random) {
  const mode = random.one(MODES);
  return {
    gateway: {
      bind: random.one(BINDS.slice(0, 5)),
      auth: { mode, token: random.one(SECRETS), password: random.chance(0.3) ? random.one(SECRETS) : undefined, rateLimit: random.one([undefined, undefined, { maxAttempts: 3 }]), trustedProxy: mode === 'trusted-proxy' || random.chance(0.1) ? { userHeader: 'x-user', allowUsers: random.one([undefined, ['a@example.org']]), allowLoopback: random.one([undefined, true]) } : undefined },
      controlUi: random.chance(0.6) ? { enabled: random.one([undefined, true, false]), allowedOrigins: random.one(ORIGINS), dangerouslyAllowHostHeaderOriginFallback: random.one([undefined, undefined, true]) } : undefined,
      trustedProxies: random.chance(0.4) ? random.one(PROXIES) : undefined,
      allowRealIpFallback: random.one([undefined, undefined, true]),
      tailscale: random.chance(0.2) ? { mode: random.one(['off', 'serve', 'funnel']) } : undefined,
      tools: random.chance(0.3) ? { allow: random.one(HTTP_TOOLS) } : undefined,
      http: random.chance(0.2) ? { endpoints: { chatCompletions: { enabled: random.chance(0.5) } } } : undefined,
      nodes: random.chance(0.2) ? { commands: { allow: random.one([undefined, ['camera.snap'], ['sms.send']]), deny: random.one([undefined, ['camera.snap'], ['screen.*']]) } } : undefined,
      remote: random.chance(0.1) ? { url: 'wss://host.example', token: LONG } : undefined,
    },
    discovery: random.chance(0.3) ? { mdns: { mode: random.one(['off', 'minimal', 'full']) } } : undefined,
    mcp: random.chance(0.1) ? { apps: { enabled: true } } : undefined,
  };
}

export function hooks(random) {
  return {
    gateway: { bind: random.one(['loopback', 'lan', undefined]), auth: { token: random.one([LONG, `${LONG}1`, undefined]) } },
    hooks: {
      enabled: random.one([true, true, true, false, undefined]), token: random.one([LONG, 'x'.repeat(20), `${LONG}1`]), path: random.one([undefined, '/', '/hooks']),
      defaultSessionKey: random.one([undefined, 'hook:in']), allowedAgentIds: random.one([undefined, ['*'], ['main'], []]),
      allowRequestSessionKey: random.one([undefined, true, false]), allowedSessionKeyPrefixes: random.one([undefined, ['hook:']]),
      mappings: random.chance(0.2) ? [{ id: 'm', allowUnsafeExternalContent: true }] : undefined,
    },
  };
}
