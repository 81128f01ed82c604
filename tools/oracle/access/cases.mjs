// Configurations made at random about who may write, and somebody who does.
import { filled } from '../decisions/dice.mjs';

const NUMBERS = ['5', '66', '777'];
const PHONES = ['+15550001', '+15550002', '+15550003'];
const USERS = ['U1AA', 'U2BB', 'W3CC'];
const UUID = '0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f';

/** What is special about a channel: how senders are written in lists, who writes, and where. */
const CHANNELS = {
  telegram: { entries: ['5', 'tg:66', 'telegram:777', '@bob', 5, ' 66 ', 'TG:5'], senders: NUMBERS, groups: ['-100', '-200'] },
  discord: { entries: ['5', '<@66>', '<@!777>', 'user:66', 'discord:5', 'bob', 'Bob#1234', 'pk:777', 'x y'], senders: NUMBERS, groups: ['11', '22'] },
  slack: { entries: ['U1AA', 'u2bb', 'slack:U1AA', 'user:W3CC', 'bob', 'Bob Smith', 'slack:bob'], senders: USERS, groups: ['C11', 'C22'] },
  whatsapp: { entries: ['+15550001', '1 555 0002', 'whatsapp:+15550003', '15550001@s.whatsapp.net', 'bob'], senders: PHONES, groups: ['1@g.us', '2@g.us'] },
  signal: { entries: ['+15550001', 'signal:+15550002', UUID, `uuid:${UUID}`, 'group:g11==', 'g22==', 'bob'], senders: [...PHONES, UUID], groups: ['g11==', 'g22=='] },
  imessage: { entries: ['+1 555 0001', 'A@x.org', 'imessage:+15550002', 'chat_id:11', 'chat:22', 'sms:chat_id:11', 'bob', 'chat_guid:g'], senders: [...PHONES, 'a@x.org'], groups: ['11', '22'] },
  irc: { entries: ['ann', 'bob'], senders: ['ann', 'bob', 'cy'], groups: ['#a', '#b'] },
  googlechat: { entries: ['users/1', 'users/2'], senders: ['users/1', 'users/2', 'users/3'], groups: ['spaces/A', 'spaces/B'] },
  line: { entries: ['Ua', 'Ub'], senders: ['Ua', 'Ub', 'Uc'], groups: ['Ca', 'Cb'] },
};

const DIRECT = ['open', 'pairing', 'allowlist', 'disabled'];
const GROUP = ['open', 'allowlist', 'disabled'];
const ACCOUNTS = ['default', 'work', 'Ops'];

export function cases({ one, some, chance, maybe }) {
  const list = (channel) => {
    if (chance(0.12)) return [];
    const all = [...CHANNELS[channel].entries, '*', 'accessGroup:family', 'accessGroup:gone'];
    const found = some(all, 3);
    return found.length > 0 ? found : [one(all)];
  };
  const mention = () => maybe(0.4, () => chance(0.5));
  const enabled = () => maybe(0.15, () => chance(0.3));

  const topic = () => filled({ enabled: enabled(), requireMention: mention(), allowFrom: maybe(0.25, () => list('telegram')), groupPolicy: maybe(0.25, () => one(GROUP)) });
  const topics = () => maybe(0.35, () => filled({ 7: maybe(0.7, topic), '*': maybe(0.4, topic) }));
  const chat = (isDirect) => filled({
    enabled: enabled(), allowFrom: maybe(0.3, () => list('telegram')), topics: topics(),
    ...(isDirect ? { dmPolicy: maybe(0.4, () => one(DIRECT)), requireTopic: maybe(0.15, () => chance(0.7)) } : { requireMention: mention(), groupPolicy: maybe(0.25, () => one(GROUP)) }),
  });
  const map = (keys, make) => filled(Object.fromEntries([...keys, '*'].map((key) => [key, maybe(key === '*' ? 0.3 : 0.45, make)])));

  const own = {
    telegram: () => ({ groups: maybe(0.5, () => map(['-100', '-200'], () => chat(false))), direct: maybe(0.3, () => map(['5', '66'], () => chat(true))) }),
    discord: () => {
      const room = () => filled({ enabled: enabled(), requireMention: mention(), users: maybe(0.25, () => list('discord').map(String)), roles: maybe(0.25, () => some(['1', 'role:2', '3'], 2)) });
      const guild = () => filled({ requireMention: mention(), users: maybe(0.25, () => list('discord').map(String)), roles: maybe(0.2, () => some(['1', 'role:2'], 2)), channels: maybe(0.5, () => map(['11', '22', 'general'], room)) });
      return { guilds: maybe(0.6, () => map(['100', '200', 'my-place'], guild)), dm: dm('discord'), dangerouslyAllowNameMatching: maybe(0.2, () => true) };
    },
    slack: () => {
      const room = () => filled({ enabled: enabled(), requireMention: mention(), users: maybe(0.3, () => list('slack').map(String)) });
      return { channels: maybe(0.6, () => map(['C11', 'c22', 'channel:C33', '#general'], room)), dm: dm('slack'), requireMention: mention(), dangerouslyAllowNameMatching: maybe(0.2, () => true) };
    },
  };
  const dm = (channel) => maybe(0.5, () => filled({ enabled: maybe(0.4, () => chance(0.6)), groupEnabled: maybe(0.8, () => chance(0.85)), groupChannels: maybe(0.3, () => some(CHANNELS[channel].groups.concat(['general']), 2)) }));
  const grouped = (channel) => ({ groups: maybe(0.5, () => map(CHANNELS[channel].groups, () => filled({ requireMention: mention() }))) });

  const settings = (channel) => {
    const hasGroupList = !['discord', 'slack'].includes(channel);
    return filled({
      dmPolicy: maybe(0.6, () => one(DIRECT)),
      allowFrom: maybe(0.6, () => list(channel)),
      groupPolicy: maybe(0.6, () => one(GROUP)),
      groupAllowFrom: hasGroupList ? maybe(0.4, () => list(channel)) : undefined,
      ...(own[channel] ?? (() => grouped(channel)))(),
    });
  };

  const configuration = () => {
    const names = Object.keys(CHANNELS);
    const main = one([...names.slice(0, 6), ...names]);
    const channel = () => {
      const base = settings(main);
      const accounts = maybe(0.45, () => filled(Object.fromEntries(ACCOUNTS.map((id) => [id, maybe(0.5, () => settings(main))]))));
      return filled({ ...base, accounts });
    };
    const family = () => ({ type: 'message.senders', members: filled({ [main]: maybe(0.8, () => some(CHANNELS[main].entries, 2).map(String)), '*': maybe(0.2, () => [String(one(CHANNELS[main].entries))]) }) });
    const config = filled({
      channels: filled({ [main]: channel(), defaults: maybe(0.25, () => ({ groupPolicy: one(GROUP) })) }),
      accessGroups: maybe(0.7, () => ({ family: family(), other: { type: 'discord.channelAudience', guildId: '1', channelId: '2' } })),
    });
    return { config, channel: main };
  };

  const question = (channel) => {
    const { senders, groups } = CHANNELS[channel];
    const isDirect = chance(0.4);
    const isGroupDirect = !isDirect && ['discord', 'slack'].includes(channel) && chance(0.35);
    const sender = filled({ id: one(senders), name: maybe(0.5, () => one(['bob', 'Bob Smith', 'eve'])), tag: channel === 'discord' ? maybe(0.4, () => 'Bob#1234') : undefined, roles: channel === 'discord' ? some(['1', '2', '3'], 2) : undefined });
    const inGuild = channel === 'discord' && !isDirect && !isGroupDirect;
    const isThread = inGuild && chance(0.2);
    return filled({
      channel,
      account: one(['default', 'work', 'ops']),
      kind: isDirect ? 'direct' : isGroupDirect ? 'group-direct' : 'group',
      id: isDirect ? (channel === 'telegram' ? sender.id : undefined) : chance(0.8) ? one(groups) : channel === 'telegram' ? '-999' : channel === 'imessage' ? '99' : 'none',
      name: ['discord', 'slack'].includes(channel) && !isDirect ? maybe(0.6, () => one(['general', 'General', 'talk'])) : undefined,
      guild: inGuild ? one(['100', '200', '300']) : undefined,
      guildName: inGuild ? maybe(0.5, () => one(['My Place', 'elsewhere'])) : undefined,
      parent: isThread ? one(groups) : undefined,
      thread: channel === 'telegram' ? maybe(0.3, () => String(one([7, 8]))) : undefined,
      sender,
      paired: isDirect && chance(0.3),
      mentioned: chance(0.4),
    });
  };
  return { configuration, question };
}
