// Which agent answers which message, asked of a release: `resolveAgentRoute`, and for Telegram what its plugin makes of it.
//
//   node route.mjs PACKAGE [COUNT] [SEED] > lines {"config", "asked": [{"message", "answer"}]}
//
// An answer is {"agent", "by", "binding"}: `binding` is the place in the list as it was read, which may be longer than the
// list as it is written. `dropped` says that nobody answers; {"error"} that an owner is missing.
import { dice, filled } from './dice.mjs';
import { open } from './loaded.mjs';

const [folder, count = '700', seed = '1'] = process.argv.slice(2);
const { functions, read, say } = await open(folder, [
  'resolveAgentRoute',
  'resolveTelegramConversationRoute',
  'resolveTelegramScopedGroupConfig',
  'resolveDefaultTelegramAccountId',
  'mergeTelegramAccountConfig',
  'normalizeAccountId',
]);
const { one, some, chance, maybe, below } = dice(Number(seed));

const CHANNELS = ['telegram', 'telegram', 'telegram', 'discord', 'slack', 'Discord', ' slack '];
const ACCOUNTS = ['default', 'alerts', 'Alerts', 'ops', '*', '', ' ops '];
const IDS = { direct: ['1', '22', ' 1 ', '*'], group: ['-100', '-200', '-100:topic:7', 'C1', '*'], channel: ['C1', 'C2', '-100', '*'] };
const GUILDS = ['g1', 'g2', ' g1'];
const TEAMS = ['t1', 't2'];
const ROLES = ['r1', 'r2', 'r3'];
const KINDS = ['direct', 'group', 'channel'];

const peer = () => {
  const kind = one(KINDS);
  return { kind, id: chance(0.04) ? ' ' : one(IDS[kind]) };
};

function binding(agents) {
  const match = filled({
    channel: one(CHANNELS),
    accountId: maybe(0.6, () => one(ACCOUNTS)),
    peer: maybe(0.4, peer),
    guildId: maybe(0.35, () => one(GUILDS)),
    teamId: maybe(0.2, () => one(TEAMS)),
    roles: maybe(0.35, () => some(ROLES)),
  });
  const session = maybe(0.15, () => filled({ dmScope: maybe(0.7, () => one(['main', 'per-peer', 'per-channel-peer'])), groupScope: maybe(0.3, () => one(['main', 'per-group'])) }));
  return filled({ type: maybe(0.1, () => 'route'), agentId: one(agents), match, session });
}

function telegram(agents) {
  const topic = () => filled({ agentId: maybe(0.7, () => one([...agents, 'Nobody', ' '])), enabled: maybe(0.2, () => true) });
  const group = () => filled({ topics: maybe(0.8, () => filled({ 7: maybe(0.6, topic), '*': maybe(0.4, topic) })), requireMention: maybe(0.3, () => false) });
  const groups = () => filled({ '-100': maybe(0.7, group), '*': maybe(0.5, group) });
  const account = () => filled({ botToken: maybe(0.5, () => '1:x'), groups: maybe(0.4, () => (chance(0.2) ? {} : groups())) });
  return filled({
    botToken: maybe(0.6, () => '1:x'),
    defaultAccount: maybe(0.3, () => one(['ops', 'alerts', 'default', 'gone'])),
    groups: maybe(0.6, groups),
    accounts: maybe(0.6, () => filled({ default: maybe(0.3, account), alerts: maybe(0.5, account), Ops: maybe(0.4, account) })),
  });
}

function configuration() {
  const ids = some(['main', 'Home', 'work', 'ops', 'kids'], 4);
  const named = ids.length > 0 ? ids : ['main'];
  const several = ids.length > 1;
  const explicit = several && chance(0.8);
  const entries = Object.fromEntries(ids.map((id) => [id, {}]));
  if (several && !explicit) entries[one(ids)].default = true;
  const defaults = maybe(explicit ? 0.8 : 0.2, () => ({ systemAgent: { agentId: one(named) } }));
  const older = chance(0.1) && ids.every((id) => id === id.toLowerCase());
  const roster = older ? { list: ids.map((id) => ({ id, ...entries[id] })) } : { entries };
  const agents = ids.length === 0 ? undefined : filled({ ownership: explicit ? 'explicit' : undefined, defaults, ...roster });
  const channels = filled({ telegram: maybe(0.8, () => telegram(named)), discord: maybe(0.2, () => ({ token: 'x' })) });
  const session = maybe(0.3, () => ({ dmScope: one(['main', 'per-peer', 'per-channel-peer', 'per-account-channel-peer']) }));
  const bindings = Array.from({ length: below(12) }, () => binding(named));
  return filled({ agents, channels, bindings: chance(0.9) ? bindings : undefined, session });
}

const plain = (id) => id.trim();
/** Somebody who writes: half of the time about what the configuration names. */
function message(config) {
  const named = config.bindings?.length && chance(0.7) ? one(config.bindings).match : {};
  const kind = named.peer?.kind ?? one(KINDS);
  const ids = IDS[kind].filter((id) => id !== '*').map(plain);
  const id = named.peer && named.peer.id.trim() && named.peer.id !== '*' && chance(0.7) ? plain(named.peer.id) : one(ids);
  const account = named.accountId?.trim() && named.accountId !== '*' && chance(0.7) ? plain(named.accountId) : maybe(0.6, () => one(['default', 'alerts', 'ops']));
  const inTelegram = plain(named.channel ?? 'telegram').toLowerCase() === 'telegram';
  return filled({
    channel: plain(named.channel ?? one(CHANNELS)).toLowerCase(),
    account,
    peer: { kind: inTelegram && kind === 'channel' ? 'group' : chance(0.1) && kind !== 'direct' ? one(['group', 'channel']) : kind, id },
    parent: maybe(0.3, () => ({ kind: one(['group', 'channel']), id: one(['C1', 'C2', '-100']) })),
    guild: chance(named.guildId ? 0.8 : 0.3) ? plain(named.guildId ?? one(GUILDS)) : undefined,
    team: chance(named.teamId ? 0.8 : 0.3) ? (named.teamId ?? one(TEAMS)) : undefined,
    roles: named.roles?.length && chance(0.7) ? [one(named.roles)] : maybe(0.4, () => some(ROLES)),
  });
}

/** The places of the bindings, which the release itself does not tell: each has an agent of its own. */
function marked(config) {
  return { ...config, agents: { entries: {} }, bindings: (config.bindings ?? []).map((each, index) => ({ ...each, agentId: `binding-${index}` })) };
}

function asked(cfg, { channel, account, peer, parent, guild, team, roles }) {
  return { cfg, channel, accountId: account, peer, parentPeer: parent, guildId: guild, teamId: team, memberRoleIds: roles };
}

function answer(config, question) {
  try {
    const route = functions.resolveAgentRoute(asked(config, question));
    const found = { agent: route.agentId, by: route.matchedBy, dmScope: route.dmScope, groupScope: route.groupScope };
    if (route.matchedBy === 'default') return found;
    const { agentId } = functions.resolveAgentRoute({ ...asked(marked(config), question), defaultAgentId: 'nobody' });
    return { ...found, binding: Number(agentId.slice('binding-'.length)) };
  } catch (error) {
    return { error: error.code ?? error.message };
  }
}

/** A message in Telegram: its chat, and the topic of a forum. The plugin asks more than the core does. */
function inTelegram(config, { account, peer, thread }) {
  const accountId = functions.normalizeAccountId(account);
  const settings = functions.mergeTelegramAccountConfig(config, accountId);
  const { topicConfig } = functions.resolveTelegramScopedGroupConfig(settings, peer.id, thread);
  const isGroup = peer.kind === 'group';
  const threadSpec = thread === undefined ? { scope: isGroup ? 'none' : 'dm' } : { id: thread, scope: isGroup ? 'forum' : 'dm' };
  const topicAgentId = topicConfig?.agentId;
  try {
    const { route } = functions.resolveTelegramConversationRoute({ cfg: config, accountId, chatId: peer.id, isGroup, threadSpec, senderId: isGroup ? '5' : peer.id, topicAgentId });
    const isNamed = accountId !== functions.normalizeAccountId(functions.resolveDefaultTelegramAccountId(config));
    const dropped = isGroup && isNamed && route.matchedBy === 'default' && !topicAgentId?.trim();
    return { agent: route.agentId, by: route.matchedBy, dropped };
  } catch (error) {
    return { error: error.code ?? error.message };
  }
}

for (let made = 0; made < Number(count); ) {
  const config = configuration();
  const loaded = await read(config);
  if (!loaded) continue;
  made += 1;
  const questions = Array.from({ length: 6 }, () => message(config));
  const general = questions.map((each) => ({ message: each, answer: answer(loaded, each) }));
  const chats = Array.from({ length: 3 }, () => {
    const isGroup = chance(0.75);
    const account = maybe(0.7, () => one(['default', 'alerts', 'ops']));
    return filled({ channel: 'telegram', account, peer: isGroup ? { kind: 'group', id: one(['-100', '-200']) } : { kind: 'direct', id: one(['1', '22']) }, thread: maybe(isGroup ? 0.5 : 0.1, () => one([7, 8])) });
  });
  const telegrams = chats.map((each) => ({ message: each, answer: inTelegram(loaded, each), plugin: true }));
  say({ config, asked: [...general, ...telegrams] });
}
process.exit(0);
