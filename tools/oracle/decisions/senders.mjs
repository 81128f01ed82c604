// Which lists of tools count for whoever asks, in direct messages and in groups, asked of a release and of the plugins of its channels,
// which `access.sh` puts beside it.
//
//   node senders.mjs PACKAGE [COUNT] [SEED] > lines {"config", "asked": [{"question", "answer"}]}
//
// A question is {"agent", "channel", "account", "group", "name", "guild", "sender"}: nothing for a group in direct messages. An answer is
// {"group", "sender"}: the list of the group and that of the sender, each {"allow", "deny"}, or nothing.
import path from 'node:path';
import { load } from '../functions.mjs';
import { dice, filled } from './dice.mjs';
import { open } from './loaded.mjs';

const [folder, count = '500', seed = '1'] = process.argv.slice(2);
const { functions, read, say } = await open(folder, ['resolveConversationCapabilityProfile', 'resolveTelegramGroupToolPolicy', 'setActivePluginRegistry', 'createEmptyPluginRegistry']);
const PLUGINS = { discord: 'resolveDiscordGroupToolPolicy', slack: 'resolveSlackGroupToolPolicy', whatsapp: 'resolveWhatsAppGroupToolPolicy', imessage: 'resolveIMessageGroupToolPolicy' };
for (const [plugin, name] of Object.entries(PLUGINS)) Object.assign(functions, await load(path.join(folder, '..', '@openclaw', plugin), [name]));
const registry = functions.createEmptyPluginRegistry();
for (const [id, name] of Object.entries({ telegram: 'resolveTelegramGroupToolPolicy', ...PLUGINS })) {
  registry.channels.push({ pluginId: id, plugin: { id, meta: { id, label: id }, config: {}, groups: { resolveToolPolicy: functions[name] } }, source: 'test' });
}
functions.setActivePluginRegistry(registry);
const { one, some, chance, maybe, below } = dice(Number(seed));

const TOOLS = ['read', 'write', 'exec', 'browser', 'group:fs', 'message'];
const list = () => some(TOOLS, 3);
const policy = () => {
  const form = below(4);
  return filled({ allow: form === 0 ? list() : undefined, alsoAllow: form === 1 ? list() : undefined, deny: maybe(0.5, list) });
};
const KEYS = [
  '*', 'id:5', 'ID: 5', '5', '@5', 'id:u9', 'U9', 'channel:telegram:5', 'channel:discord:5', 'Channel:TELEGRAM: 5', 'channel:slack:U9', 'channel:5', 'e164:+49151', 'username:Ada', 'username:@ada', 'name:Ada Lovelace',
  'name:ada lovelace', '@ada', 'id:', 'tag:ada',
];
const senders = () => Object.fromEntries(some(KEYS, 5).map((key) => [key, policy()]));
const place = () => filled({ tools: maybe(0.6, policy), toolsBySender: maybe(0.5, senders), requireMention: maybe(0.2, () => false) });
const places = (ids, make = place) => Object.fromEntries(ids.filter(() => chance(0.6)).map((id) => [id, make()]));

const IDS = { telegram: ['-100', '-200', '*'], whatsapp: ['1@g.us', '2@g.us', '*'], imessage: ['7', '8', '*'], signal: ['abc', 'ABC', '*'], slack: ['C1', 'c2', 'channel:C3', '#general', '*'] };
const guild = () => filled({ slug: maybe(0.2, () => 'home'), ...place(), channels: maybe(0.7, () => places(['42', 'general', '43', '*'])) });
const MAPS = { telegram: 'groups', whatsapp: 'groups', imessage: 'groups', signal: 'groups', slack: 'channels', discord: 'guilds' };
const map = (channel) => ({ [MAPS[channel]]: channel === 'discord' ? places(['77', 'friends', '*'], guild) : places(IDS[channel]) });
const EXTRA = { telegram: { botToken: '1:x' }, discord: { token: 'x' }, slack: { botToken: 'xoxb-1', appToken: 'xapp-1' }, whatsapp: {}, imessage: {}, signal: { account: '+4930' } };
const CHANNELS = Object.keys(MAPS);
const section = (channel) => filled({ ...EXTRA[channel], ...(chance(0.8) ? map(channel) : {}), accounts: maybe(0.4, () => filled({ ops: chance(0.2) ? { [MAPS[channel]]: {} } : chance(0.7) ? map(channel) : {}, other: maybe(0.3, () => ({})) })) });

function configuration() {
  const channels = Object.fromEntries(CHANNELS.filter(() => chance(0.5)).map((channel) => [channel, section(channel)]));
  const tools = () => filled({ toolsBySender: maybe(0.6, senders), deny: maybe(0.1, list) });
  return filled({ channels, tools: maybe(0.7, tools), agents: { entries: { main: filled({ tools: maybe(0.4, tools) }) } } });
}

const PEOPLE = [
  { id: '5', username: 'Ada', name: 'Ada Lovelace' }, { id: 'U9', name: 'Cy' }, { id: '@5' }, { id: '+49151', phone: '+49151' }, { id: '6', username: '@ada' }, {},
];
const GROUPS = { ...IDS, telegram: ['-100', '-200', '-300'], discord: ['42', '43', '44'], slack: ['C1', 'C2', 'C3', 'C4'], signal: ['abc', 'ABC', 'xyz'] };

function question(config) {
  const channels = Object.keys(config.channels);
  if (channels.length === 0) return undefined;
  const channel = one(channels);
  const isGroup = chance(0.75);
  const account = config.channels[channel].accounts && chance(0.6) ? 'ops' : 'default';
  const group = isGroup ? one(GROUPS[channel].filter((id) => id !== '*')) : undefined;
  const isDiscord = isGroup && channel === 'discord';
  return filled({ agent: 'main', channel, account, group, name: isGroup && ['discord', 'slack'].includes(channel) ? maybe(0.6, () => 'general') : undefined, guild: isDiscord ? one(['77', '78']) : undefined, sender: one(PEOPLE) });
}

function answer(config, { agent, channel, account, group, name, guild: space, sender }) {
  const kind = ['discord', 'slack'].includes(channel) ? 'channel' : 'group';
  const sessionKey = group ? `agent:${agent}:${channel}:${kind}:${group}` : `agent:${agent}:main`;
  const { policy: found } = functions.resolveConversationCapabilityProfile({
    config, sessionKey, agentId: agent, modelProvider: 'openai', modelId: 'gpt-5.4', messageProvider: channel, agentAccountId: account, groupId: group, groupChannel: name, groupSpace: space,
    senderId: sender.id, senderName: sender.name, senderUsername: sender.username, senderE164: sender.phone, senderIsOwner: false,
  });
  const plain = (policy) => policy && filled({ allow: policy.allow, deny: policy.deny });
  return filled({ group: plain(found.groupPolicy), sender: plain(found.senderPolicy) });
}

for (let made = 0; made < Number(count); ) {
  const config = configuration();
  const loaded = await read(config);
  if (!loaded) continue;
  const questions = Array.from({ length: 8 }, () => question(config)).filter(Boolean);
  if (questions.length === 0) continue;
  made += 1;
  say({ config, asked: questions.map((each) => ({ question: each, answer: answer(loaded, each) })) });
}
process.exit(0);
