// Where commands run, with whose agreement, and who may leave the sandbox, asked of a release and of the plugins of its channels, which
// `access.sh` puts beside it.
//
//   node exec.mjs PACKAGE [COUNT] [SEED] > lines {"config", "asked": [{"question", "answer"}]}
//
// A question is about commands, {"agent", "session", "elevated"}; about who leaves the sandbox, {"agent", "channel", "direct", "sender"};
// or about who agrees in a channel, {"channel", "account"}. Answers: {"host", "runs", "mode", "security", "ask", "node", "nodeAllowed", "from":
// {"host", "security", "ask"}}, where `runs` is the place and `from` the settings that say so; {"enabled", "allowed", "gates"}; {"asks",
// "approvers", "target"}.
import path from 'node:path';
import { load } from '../functions.mjs';
import { dice, filled } from './dice.mjs';
import { open } from './loaded.mjs';

const [folder, count = '500', seed = '1'] = process.argv.slice(2);
const { functions, read, say } = await open(folder, [
  'resolveExecDefaults',
  'resolveExecPolicyScopeSnapshot',
  'resolveElevatedPermissions',
  'resolveAgentConfig',
  'isChannelExecApprovalClientEnabledFromConfig',
  'getTelegramExecApprovalApprovers',
  'resolveTelegramExecApprovalConfig',
  'telegramConfigAdapter',
  'setActivePluginRegistry',
  'createEmptyPluginRegistry',
]);
const beside = async (plugin, names) => Object.assign(functions, await load(path.join(folder, '..', '@openclaw', plugin), names));
await beside('discord', ['getDiscordExecApprovalApprovers', 'isDiscordExecApprovalClientEnabled', 'resolveDiscordAccount', 'discordConfigAdapter']);
await beside('slack', ['getSlackExecApprovalApprovers', 'resolveSlackAccount', 'slackConfigAdapter']);
const registry = functions.createEmptyPluginRegistry();
for (const id of ['telegram', 'discord', 'slack']) {
  const plugin = { id, meta: { id, label: id }, capabilities: { chatTypes: ['direct'] }, config: functions[`${id}ConfigAdapter`] };
  registry.channels.push({ pluginId: id, plugin, source: 'test' });
}
functions.setActivePluginRegistry(registry);
const { one, some, chance, maybe, below } = dice(Number(seed));

const NONE = { version: 1 };
const CHANNELS = ['telegram', 'discord', 'slack', 'webchat'];
const PEOPLE = [
  { id: '5', from: 'telegram:5', name: 'Ada Lovelace', username: 'Ada', tag: 'ada' },
  { id: '77', from: 'discord:77', name: 'Bob', username: 'bob_b', tag: 'bob#1' },
  { id: 'U9', from: 'slack:U9', name: 'Cy', username: 'cy' },
  { id: '+49151', from: '+49151', e164: '+49151' },
  { id: 'user:6', from: 'telegram:group:-100', name: '@Di' },
  {},
];
const ENTRIES = [
  '*', '5', 5, '77', 'U9', 'u9', '+49151', 'telegram:5', 'tg:5', 'TG:5', 'discord:77', '<@77>', 'user:U9', 'id:5', 'ID: 5', 'id:telegram:5', 'from:telegram:5', 'from:5',
  'e164:+49151', 'name:Ada Lovelace', 'name:ada-lovelace', 'username:ada', 'username:@ada', 'username:Bob_B', 'tag:bob#1', 'tag:ADA', 'name:', 'nick:ada', ' 5 ', '', 'Ada', '@Di', 'name:di', '6',
];
const entries = () => (chance(0.1) ? [] : Array.from({ length: 1 + below(6) }, () => one(ENTRIES.slice(chance(0.9) ? 1 : 0))));
const lists = () => Object.fromEntries(CHANNELS.filter(() => chance(0.7)).map((channel) => [channel, entries()]));
const elevated = (isOwn) => filled({ enabled: maybe(0.3, () => chance(0.7)), allowFrom: maybe(isOwn ? 0.4 : 0.95, lists) });

const HOSTS = ['auto', 'sandbox', 'gateway', 'node'];
function exec() {
  const isMode = chance(0.5);
  return filled({
    host: maybe(0.5, () => one(HOSTS)),
    mode: maybe(isMode ? 0.9 : 0, () => one(['deny', 'allowlist', 'ask', 'auto', 'full'])),
    security: maybe(isMode ? 0 : 0.5, () => one(['deny', 'allowlist', 'full'])),
    ask: maybe(isMode ? 0 : 0.5, () => one(['off', 'on-miss', 'always'])),
    node: maybe(0.2, () => one(['mac', 'pi'])),
  });
}
const sandbox = () => filled({ mode: maybe(0.9, () => one(['off', 'non-main', 'all'])) });
const tools = (isOwn) => filled({ exec: maybe(0.7, exec), elevated: maybe(isOwn ? 0.5 : 0.9, () => elevated(isOwn)) });

const APPROVERS = ['5', 5, 'tg:5', 'telegram:77', '-100', '@ada', '77', 'user:77', '<@77>', 'U9', 'user:U9', 'slack:U9', '<@U9>', 'team:T1:U9', ' 5 ', '', 'discord:77', 'W1', 'discord:user:5', 'pk:7', 'matrix:@a'];
const approvers = () => Array.from({ length: below(6) }, () => one(APPROVERS));
const execApprovals = () => filled({ enabled: maybe(0.6, () => one([true, false, 'auto'])), approvers: maybe(0.6, approvers), target: maybe(0.4, () => one(['dm', 'channel', 'both'])) });
const account = (token) => filled({ ...token, enabled: maybe(0.15, () => chance(0.5)), execApprovals: maybe(0.5, execApprovals) });
const TOKENS = { telegram: { botToken: '1:x' }, discord: { token: 'x' }, slack: { botToken: 'xoxb-1', appToken: 'xapp-1' } };
const channel = (id) => filled({ ...account(TOKENS[id]), accounts: maybe(0.4, () => filled({ default: maybe(0.3, () => account({})), ops: account(TOKENS[id]) })) });

function configuration() {
  const ids = chance(0.2) ? [] : ['main', 'Work'].slice(0, 1 + below(2));
  const agent = () => filled({ tools: maybe(0.7, () => tools(true)), sandbox: maybe(0.3, sandbox) });
  const defaults = filled({ sandbox: maybe(0.6, sandbox) });
  const channels = Object.fromEntries(some(['telegram', 'discord', 'slack'], 3).map((id) => [id, channel(id)]));
  return filled({
    agents: filled({ ownership: ids.length > 1 ? 'explicit' : undefined, defaults, entries: ids.length > 0 ? Object.fromEntries(ids.map((id) => [id, agent()])) : undefined }),
    tools: maybe(0.9, () => tools(false)),
    channels,
    commands: maybe(0.4, () => filled({ ownerAllowFrom: maybe(0.8, approvers) })),
  });
}

const SESSIONS = { main: 'main', group: 'telegram:group:-100', subagent: 'subagent:7' };
const agentOf = (config) => one(Object.keys(config.agents.entries ?? { main: {} }));

/** A channel and one of its accounts. */
const agreed = (config, channel) => ({ channel, account: config.channels[channel].accounts && chance(0.6) ? 'ops' : 'default' });

/** A place that is told, as a path of the document; nothing where it is the release's own. */
function told(source) {
  const found = /^(?:derived from )?((?:tools|agents)\S*)$/.exec(source);
  return found ? found[1].replace(/\.entries\.[^.]+\./, '.entries.ID.') : null;
}

function commands(cfg, { agent, session, elevated: elevatedRequested }) {
  const agentId = agent.toLowerCase();
  const sessionKey = `agent:${agentId}:${SESSIONS[session]}`;
  const found = functions.resolveExecDefaults({ cfg, agentId, sessionKey, elevatedRequested, execApprovals: NONE });
  const snapshot = functions.resolveExecPolicyScopeSnapshot({
    approvals: NONE, agentId, scopeLabel: agentId, configPath: 'agents.entries.ID.tools.exec', hostPath: 'none',
    scopeExecConfig: functions.resolveAgentConfig(cfg, agentId)?.tools?.exec, globalExecConfig: cfg.tools?.exec,
  });
  const from = { host: told(snapshot.host.requestedSource), security: told(snapshot.security.requestedSource), ask: told(snapshot.ask.requestedSource) };
  return filled({ host: found.host, runs: found.effectiveHost, mode: found.mode, security: found.security, ask: found.ask, node: found.node, nodeAllowed: found.canRequestNode, from });
}

function leaves(cfg, { agent, channel: provider, direct, sender }) {
  const ctx = filled({ SenderId: sender.id, From: sender.from, SenderE164: sender.e164, SenderName: sender.name, SenderUsername: sender.username, SenderTag: sender.tag, ChatType: direct ? 'direct' : 'group' });
  const { enabled, allowed, failures } = functions.resolveElevatedPermissions({ cfg, agentId: agent.toLowerCase(), ctx, provider });
  return { enabled, allowed, gates: failures.map(({ key }) => key.replace('.*.', '.ID.')) };
}

function agrees(cfg, { channel: id, account: accountId }) {
  const name = id[0].toUpperCase() + id.slice(1);
  const found = functions[`get${name}ExecApprovalApprovers`]({ cfg, accountId });
  const settings = id === 'telegram' ? functions.resolveTelegramExecApprovalConfig({ cfg, accountId }) : functions[`resolve${name}Account`]({ cfg, accountId }).config.execApprovals;
  const asks = functions.isChannelExecApprovalClientEnabledFromConfig({ enabled: settings?.enabled, approverCount: found.length });
  return { asks, approvers: found, target: settings?.target ?? 'dm' };
}

for (let made = 0; made < Number(count); ) {
  const config = configuration();
  const loaded = await read(config);
  if (!loaded) continue;
  made += 1;
  const of = (length, make, answer) => Array.from({ length }, make).filter(Boolean).map((question) => ({ question, answer: answer(loaded, question) }));
  const channels = Object.keys(config.channels);
  say({
    config,
    asked: [
      ...of(4, () => ({ agent: agentOf(config), session: one(['main', 'group', 'subagent']), elevated: chance(0.3) }), commands),
      ...of(3, () => ({ agent: agentOf(config), channel: one(CHANNELS), direct: chance(0.7), sender: one(PEOPLE) }), leaves),
      ...of(2, () => channels.length > 0 && agreed(config, one(channels)), agrees),
    ],
  });
}
process.exit(0);
