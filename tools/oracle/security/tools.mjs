// Configurations about tools: how commands run, which lists allow what, and what a sandbox shuts in.
const MODES = [undefined, 'deny', 'allowlist', 'ask', 'auto', 'full'];
const HOSTS = [undefined, 'auto', 'sandbox', 'gateway', 'node'];
const SANDBOX = [undefined, 'off', 'non-main', 'all'];
const BINS = [['python3'], ['node'], ['jq'], ['sed'], ['head'], ['Python'], ['/usr/bin/ruby'], ['bash'], ['gawk', 'wc'], ['perl5.36'], ['git'], [' ', 'sort'], ['deno'], ['python3.12'], ['bun'], ['zsh'], ['php8'], ['lua'], ['node20'], ['env'], ['xargs'], ['osascript'], ['npx'], ['make'], ['pwsh.exe'], ['tclsh'], ['Rscript'], ['busybox']];
const DIRS = ['/tmp', '/tmp/x', '/var/tmp', '/usr/local/bin', '/opt/homebrew/bin', '/usr/bin', '/home/me/bin', '/Users/me/bin', 'bin', './x', '/opt/x', '/srv/.local/bin', '/tmpx', '/usr/local/bin/x', ' ', '/private/tmp/', '/opt/local/bin', '/usr/bin/../../tmp', '~/bin', '/home', '/home/linuxbrew/.linuxbrew/bin'];
const LISTS = [undefined, ['*'], ['read'], ['exec'], ['group:fs'], ['group:runtime'], ['write', 'edit', 'apply_patch'], ['bash'], ['apply-patch'], ['cron'], ['exe*'], ['group:openclaw'], ['group:automation'], ['web_search', 'web_fetch'], ['group:web', 'browser'], ['write'], ['session*'], ['gateway', 'automations', 'plugins'], ['group:sessions'], [' READ '], [], ['group:nope']];
const PROFILES = [undefined, undefined, 'minimal', 'coding', 'messaging', 'full'];

export function* everyExec() {
  for (const mode of MODES) {
    for (const own of MODES) yield { tools: { exec: { mode } }, agents: { entries: { a: { tools: { exec: { mode: own } } } } } };
    yield { tools: { exec: { mode } }, channels: { telegram: { groupPolicy: 'open' } } };
    yield { tools: { exec: { mode } }, channels: { telegram: { groups: { '-1': { groupPolicy: 'open' } } } } };
  }
  for (const security of [undefined, 'deny', 'allowlist', 'full']) for (const ask of [undefined, 'off', 'on-miss', 'always']) yield { tools: { exec: { security, ask } }, agents: { entries: { a: { tools: { exec: { ask } } } } } };
  for (const security of ['deny', 'allowlist', 'full']) yield { tools: { exec: { mode: 'ask' } }, agents: { entries: { a: { tools: { exec: { security } } } } } };
  for (const host of HOSTS) {
    for (const mode of SANDBOX) {
      yield { tools: { exec: { host } }, agents: { defaults: { sandbox: { mode } } } };
      yield { agents: { defaults: { sandbox: { mode } }, entries: { a: { tools: { exec: { host } }, sandbox: { mode: 'non-main' } }, b: { tools: { exec: { host } } } }, ownership: 'explicit' } };
    }
  }
  for (const safeBins of BINS) {
    yield { tools: { exec: { safeBins } } };
    yield { tools: { exec: { safeBins, safeBinProfiles: { [safeBins[0].toLowerCase()]: {} } } } };
    yield { agents: { entries: { a: { tools: { exec: { safeBins } } } } } };
    yield { tools: { exec: { safeBinProfiles: { python3: { maxPositional: 0 }, ' NODE ': {} } } }, agents: { entries: { a: { tools: { exec: { safeBins } } } } } };
  }
  for (const dir of DIRS) {
    yield { tools: { exec: { safeBinTrustedDirs: [dir] } } };
    yield { agents: { entries: { a: { tools: { exec: { safeBinTrustedDirs: ['/usr/bin', dir] } } } } } };
  }
  for (const profile of ['minimal', 'coding', 'messaging', 'full']) {
    for (const own of [undefined, 'minimal', 'coding', 'full']) yield { tools: { profile }, agents: { entries: { a: { tools: { profile: own } } } } };
  }
  for (const deny of [['write', 'edit', 'apply_patch'], ['group:fs'], ['write', 'edit'], ['write', 'edit', 'apply-patch', 'exec'], ['*'], ['group:fs', 'bash']]) {
    for (const mode of SANDBOX) {
      for (const workspaceAccess of [undefined, 'none', 'ro', 'rw']) yield { tools: { deny }, agents: { defaults: { sandbox: { mode, workspaceAccess } } } };
      yield { tools: { deny, exec: { host: 'gateway' } }, agents: { defaults: { sandbox: { mode } } } };
    }
    yield { agents: { entries: { a: { tools: { deny } }, b: { tools: { exec: { host: 'sandbox' }, deny } } }, ownership: 'explicit' } };
  }
  for (const skills of [undefined, [], ['github']]) {
    for (const servers of [undefined, { a: { command: 'x' } }, { a: { command: 'x', enabled: false } }]) {
      yield { mcp: { servers }, agents: { defaults: { skills } } };
      yield { mcp: { servers }, agents: { entries: { a: { skills } } }, tools: { exec: { mode: 'deny' } } };
      for (const mode of ['all', 'off']) yield { mcp: { servers }, agents: { defaults: { sandbox: { mode } }, entries: { a: { skills }, b: { tools: { exec: { host: 'gateway' } } } }, ownership: 'explicit' }, };
      for (const host of HOSTS) yield { mcp: { servers }, agents: { entries: { a: { skills, tools: { exec: { host } } } } } };
    }
  }
}

export function* everySandbox() {
  const BINDS = ['/etc:/x', '/:/x', '/home/me/project:/p:ro', '/var/run/docker.sock:/s', '/run:/r', '/var:/v', '/proc/1:/p', '/data:/d', '/etcetera:/e', '/root/.ssh:/k', '/private/etc:/x', '/dev/null:/n', '/usr/../etc:/x', '/sys/:/y', '/boot:/b', '/var/lib:/l', '/opt//x:/o', '/home/me/.ssh:/k'];
  const at = (docker, where, mode) => (where === 'defaults' ? { agents: { defaults: { sandbox: { mode, docker } } } } : { agents: { entries: { a: { sandbox: { mode, docker } } } } });
  for (const where of ['defaults', 'entry']) {
    for (const mode of SANDBOX) for (const docker of [{}, { image: 'x' }, { network: 'none' }]) yield at(docker, where, mode);
    for (const bind of BINDS) yield at({ binds: [bind] }, where, 'all');
    for (const network of ['none', 'bridge', 'container:x', 'my-net', 'host']) for (const dangerouslyAllowContainerNamespaceJoin of [undefined, true]) yield at({ network, dangerouslyAllowContainerNamespaceJoin }, where, 'all');
    for (const key of ['dangerouslyAllowReservedContainerTargets', 'dangerouslyAllowExternalBindSources']) for (const flag of [true, false]) yield at({ [key]: flag }, where, 'all');
    for (const profile of ['default', 'unconfined', '/etc/x.json']) yield at({ seccompProfile: profile, apparmorProfile: profile }, where, 'all');
  }
  for (const mode of SANDBOX) for (const own of SANDBOX) yield { agents: { defaults: { sandbox: { mode, docker: { image: 'x' } } }, entries: { a: { sandbox: { mode: own } }, b: {} }, ownership: 'explicit' } };
}

export function exec(random) {
  const one = () => ({ mode: random.one(MODES), host: random.one(HOSTS), safeBins: random.chance(0.3) ? random.one(BINS) : undefined, safeBinTrustedDirs: random.chance(0.2) ? [random.one(DIRS)] : undefined, applyPatch: random.chance(0.1) ? { workspaceOnly: false } : undefined });
  return {
    tools: { exec: one(), deny: random.chance(0.2) ? ['group:fs'] : undefined, elevated: random.chance(0.1) ? { allowFrom: { telegram: ['*'] } } : undefined },
    agents: { defaults: { sandbox: { mode: random.one(SANDBOX), workspaceAccess: random.one([undefined, 'ro', 'rw']) }, skills: random.one([undefined, undefined, ['a']]) }, entries: { a: { tools: { exec: one() }, sandbox: random.chance(0.3) ? { mode: random.one(SANDBOX) } : undefined }, b: random.chance(0.4) ? { skills: [], tools: { exec: one() } } : {} }, ownership: 'explicit' },
    mcp: random.chance(0.3) ? { servers: { s: { command: 'x' } } } : undefined,
  };
}

/** Lists at every layer, behind something open, so that what they leave is seen. */
export function policies(random) {
  const lists = () => { const allow = random.chance(0.4) ? random.one(LISTS) : undefined; return { profile: random.one(PROFILES), allow, alsoAllow: allow === undefined && random.chance(0.3) ? random.one(LISTS) : undefined, deny: random.chance(0.5) ? random.one(LISTS) : undefined, fs: random.chance(0.3) ? { workspaceOnly: random.one([true, false]) } : undefined }; };
  const boxed = () => (random.chance(0.3) ? { tools: { allow: random.one(LISTS), deny: random.chance(0.5) ? random.one(LISTS) : undefined } } : undefined);
  return {
    channels: { [random.one(['telegram', 'discord'])]: random.one([{ groupPolicy: 'open' }, { groupPolicy: 'allowlist' }, { dmPolicy: 'open', allowFrom: ['*'] }]) },
    tools: { ...lists(), sandbox: boxed() },
    agents: { defaults: { sandbox: { mode: random.one(SANDBOX), workspaceAccess: random.one([undefined, 'rw']) }, model: random.one([undefined, 'ollama/llama3.1:8b', 'openai/gpt-5.5']) }, entries: { a: { tools: { ...lists(), sandbox: boxed() }, sandbox: random.chance(0.4) ? { mode: random.one(SANDBOX) } : undefined }, b: random.chance(0.5) ? { tools: lists() } : {} }, ownership: 'explicit' },
  };
}

export function sandbox(random) {
  const docker = () => random.one([undefined, { image: 'x' }, { binds: [random.one(['/etc:/x', '/srv:/s', '/var/run:/r'])] }, { dangerouslyAllowExternalBindSources: true }, { network: 'container:y', dangerouslyAllowContainerNamespaceJoin: true }]);
  return { agents: { defaults: { sandbox: { mode: random.one(SANDBOX), docker: docker() } }, entries: { a: { sandbox: { mode: random.one(SANDBOX), docker: docker() } }, b: { sandbox: { docker: docker() } } }, ownership: 'explicit' } };
}
