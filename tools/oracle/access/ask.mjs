// What becomes of a message: `heard`, `not-mentioned`, `pairing` or `dropped`, as each channel's plugin decides.
const SELF = { canDetectMention: true };

export function asker({ functions: f, store, ingress }) {
  /** What a mention makes of a message whose sender is let in. */
  const withMention = (requireMention, { mentioned }) => {
    const { shouldSkip } = f.resolveInboundMentionDecision({ facts: { ...SELF, wasMentioned: mentioned }, policy: { isGroup: true, requireMention, allowTextCommands: false, hasControlCommand: false, commandAuthorized: false } });
    return shouldSkip ? 'not-mentioned' : 'heard';
  };
  const direct = (decision) => ({ allow: 'heard', pairing: 'pairing', block: 'dropped' })[decision];

  async function telegram(cfg, asked) {
    const accountId = asked.account;
    const isGroup = asked.kind === 'group';
    let isOffered = false;
    const bot = { botInfo: { username: 'bot' }, api: { sendMessage: async () => ({}) } };
    const { authorizeInboundMessage, resolveTelegramEventAuthorizationContext } = f.createTelegramHandlerAuthorization({
      accountId,
      nativeCommandNames: new Map(),
      bot,
      opts: {},
      logger: { info: () => {} },
      telegramDeps: {
        getRuntimeConfig: () => cfg,
        readChannelAllowFromStore: async () => store.paired,
        upsertChannelPairingRequest: async () => {
          isOffered = true;
          return { code: 'X', created: false };
        },
      },
      resolveGroupPolicy: (chatId, turn) => f.resolveChannelGroupPolicy({ cfg: turn, channel: 'telegram', accountId, groupId: String(chatId) }),
      resolveTelegramGroupConfig: (chatId, thread, turn) => f.resolveTelegramScopedGroupConfig(f.mergeTelegramAccountConfig(turn, accountId), chatId, thread),
    });
    const thread = asked.thread === undefined ? {} : { message_thread_id: Number(asked.thread), is_topic_message: true };
    const chat = { id: Number(asked.id), type: isGroup ? 'supergroup' : 'private', title: 'x', is_forum: isGroup && asked.thread !== undefined };
    const msg = { chat, from: { id: Number(asked.sender.id), username: asked.sender.name }, text: 'hello', message_id: 1, date: 1, ...thread };
    const params = { msg, chatId: chat.id, isGroup, isForum: chat.is_forum, senderId: asked.sender.id, senderUsername: asked.sender.name ?? '', requireConfiguredGroup: false, dmAccess: 'challenge' };
    const gate = await authorizeInboundMessage(params);
    if (!gate.allowed) return isOffered ? 'pairing' : 'dropped';
    if (!isGroup) return 'heard';
    const { groupConfig, topicConfig } = gate.context;
    const base = f.resolveScopeRequireMention({ tree: f.buildChannelGroupsScopeTree(cfg, 'telegram', accountId), path: [String(chat.id)], overrideOrder: 'after-config' });
    return withMention(topicConfig?.requireMention ?? groupConfig?.requireMention ?? base, asked);
  }

  async function discord(cfg, asked) {
    const accountId = asked.account;
    const config = f.mergeDiscordAccountConfig(cfg, accountId);
    const { groupPolicy } = f.resolveOpenProviderRuntimeGroupPolicy({ providerConfigPresent: true, groupPolicy: config.groupPolicy, defaultGroupPolicy: cfg.channels.defaults?.groupPolicy });
    const allowNameMatching = f.isDangerousNameMatchingEnabled(config);
    const sender = { id: asked.sender.id, name: asked.sender.name, tag: asked.sender.tag };
    if (asked.kind === 'direct') {
      const dmPolicy = config.dmPolicy ?? f.resolveDiscordAccountDmPolicy({ cfg, accountId });
      if (!(config.dm?.enabled ?? true) || dmPolicy === 'disabled') return 'dropped';
      const configuredAllowFrom = config.allowFrom ?? f.resolveDiscordAccountAllowFrom({ cfg, accountId }) ?? [];
      const access = await f.resolveDiscordDmCommandAccess({ accountId, dmPolicy, configuredAllowFrom, sender: { ...sender, isPluralKit: false, authorKind: 'user' }, allowNameMatching, cfg, eventKind: 'message', rest: {}, token: 'x', readStoreAllowFrom: async () => store.paired });
      return direct(access.senderAccess.decision);
    }
    const isGroupDm = asked.kind === 'group-direct';
    if (isGroupDm && !(config.dm?.groupEnabled ?? false)) return 'dropped';
    const isGuildMessage = !isGroupDm;
    const guildEntries = config.guilds;
    const guild = asked.guild === undefined ? undefined : { id: asked.guild, name: asked.guildName };
    const guildInfo = isGuildMessage ? f.resolveDiscordGuildEntry({ guild, guildId: asked.guild, guildEntries }) : null;
    if (isGuildMessage && guildEntries && Object.keys(guildEntries).length > 0 && !guildInfo) return 'dropped';
    const isThread = asked.parent !== undefined;
    const context = f.resolveDiscordPreflightChannelContext({ isGuildMessage, messageChannelId: asked.id, channelName: asked.name, guildName: asked.guildName, guildInfo, threadChannel: isThread ? { name: asked.name } : null, threadParentId: asked.parent });
    const { channelConfig, displayChannelName, displayChannelSlug } = context;
    const access = f.resolveDiscordPreflightChannelAccess({ isGuildMessage, isGroupDm, groupPolicy, groupDmChannels: config.dm?.groupChannels ?? [], messageChannelId: asked.id, displayChannelName, displayChannelSlug, guildInfo, channelConfig, channelMatchMeta: '' });
    if (!access.allowed) return 'dropped';
    const requireMention = f.resolveDiscordShouldRequireMention({ isGuildMessage, isThread, channelConfig, guildInfo });
    const { hasAccessRestrictions, memberAllowed } = f.resolveDiscordMemberAccessState({ channelConfig, guildInfo, memberRoleIds: asked.sender.roles ?? [], sender, allowNameMatching });
    if (isGuildMessage && hasAccessRestrictions && !memberAllowed) return 'dropped';
    return withMention(requireMention, asked);
  }

  async function slack(cfg, asked) {
    const accountId = asked.account;
    const policy = f.resolveSlackMonitorPolicy(cfg, accountId);
    const teamId = 'T1';
    const { fields } = f.createSlackMonitorContextFields({ ...policy, cfg, accountId, teamId, apiAppId: 'A1', botUserId: 'UBOT', botToken: 'x', app: { client: {} }, runtime: {} });
    const ctx = { ...fields, ...policy, cfg, accountId, teamId };
    const channelType = { direct: 'im', 'group-direct': 'mpim', group: 'channel' }[asked.kind];
    const channelId = asked.kind === 'direct' ? 'D1' : asked.kind === 'group-direct' ? `G${asked.id}` : asked.id;
    const id = asked.kind === 'group-direct' ? asked.id : channelId;
    if (!fields.isChannelAllowed.call(ctx, { teamId, channelId: id, channelName: asked.name, channelType })) return 'dropped';
    const base = f.resolveSlackUserAllowListForTeam({ allowList: ctx.allowFrom, teamId });
    if (asked.kind === 'direct') {
      const paired = ['allowlist', 'open'].includes(ctx.dmPolicy) ? [] : store.paired;
      const allowFromLower = f.resolveSlackUserAllowListForTeam({ allowList: [...base, ...paired], teamId });
      // Whoever pairs is offered a code where a list would refuse them; what it takes to make one is not wanted here.
      const pairs = ctx.dmPolicy === 'pairing';
      const isIn = await f.authorizeSlackDirectMessage({
        ctx: { ...ctx, dmPolicy: pairs ? 'allowlist' : ctx.dmPolicy }, accountId, senderId: asked.sender.id, allowFromLower,
        resolveSenderName: async () => ({ name: asked.sender.name }),
        sendPairingReply: async () => {}, onDisabled: () => {}, onUnauthorized: () => {}, log: () => {},
      });
      if (isIn) return 'heard';
      return pairs && ctx.dmEnabled ? 'pairing' : 'dropped';
    }
    const isRoom = asked.kind === 'group';
    const channelConfig = isRoom ? f.resolveSlackChannelConfig({ teamId, allowUnscoped: true, channelId: id, channelName: asked.name, channels: ctx.channelsConfig, channelKeys: ctx.channelsConfigKeys, defaultRequireMention: ctx.defaultRequireMention, allowNameMatching: ctx.allowNameMatching }) : null;
    const requireMention = isRoom ? (channelConfig?.requireMention ?? ctx.defaultRequireMention) : false;
    const { senderAccess } = await f.resolveSlackCommandIngress({ ctx, teamId, senderId: asked.sender.id, senderName: ctx.allowNameMatching ? asked.sender.name : undefined, channelType, channelId: id, ownerAllowFromLower: base, channelUsers: channelConfig?.users, allowTextCommands: false, hasControlCommand: false });
    if (senderAccess.gate?.allowed === false) return 'dropped';
    return withMention(requireMention, asked);
  }

  async function whatsapp(cfg, asked) {
    const policy = f.resolveWhatsAppInboundPolicy({ cfg, accountId: asked.account, selfE164: null });
    const isGroup = asked.kind === 'group';
    const access = await f.resolveWhatsAppIngressAccess({ cfg, policy, isGroup, conversationId: isGroup ? asked.id : asked.sender.id, senderId: asked.sender.id });
    if (!isGroup) return direct(access.senderAccess.decision);
    if (access.senderAccess.decision !== 'allow') return 'dropped';
    const registry = policy.resolveConversationGroupPolicy(asked.id);
    if (registry.allowlistEnabled && !registry.allowed) return 'dropped';
    return withMention(policy.resolveConversationRequireMention(asked.id), asked);
  }

  async function signal(cfg, asked) {
    const config = f.resolveSignalAccountConfig(cfg, asked.account);
    const allowFrom = f.normalizeStringEntries(config.allowFrom);
    const groupAllowFrom = f.normalizeStringEntries(config.groupAllowFrom ?? (config.allowFrom && config.allowFrom.length > 0 ? config.allowFrom : []));
    const { groupPolicy } = f.resolveAllowlistProviderRuntimeGroupPolicy({ providerConfigPresent: true, groupPolicy: config.groupPolicy, defaultGroupPolicy: cfg.channels.defaults?.groupPolicy });
    const isGroup = asked.kind === 'group';
    const { id } = asked.sender;
    const sender = id.startsWith('+') ? { kind: 'phone', raw: id, e164: id } : { kind: 'uuid', raw: id };
    const { senderAccess } = await f.resolveSignalAccessState({ accountId: asked.account, dmPolicy: config.dmPolicy ?? 'pairing', groupPolicy, allowFrom, groupAllowFrom, sender, groupId: isGroup ? asked.id : undefined, isGroup, cfg });
    if (!isGroup) return direct(senderAccess.decision);
    if (senderAccess.decision !== 'allow') return 'dropped';
    return withMention(f.resolveChannelGroupRequireMention({ cfg, channel: 'signal', groupId: asked.id, accountId: asked.account, configuredGroupDefaultsToNoMention: true }), asked);
  }

  async function imessage(cfg, asked) {
    const config = f.mergeIMessageAccountConfig(cfg, asked.account);
    const configured = config.groupAllowFrom;
    const isGroup = asked.kind === 'group';
    const text = asked.mentioned ? '@robot hello' : 'hello';
    const { groupPolicy } = f.resolveOpenProviderRuntimeGroupPolicy({ providerConfigPresent: true, groupPolicy: config.groupPolicy, defaultGroupPolicy: cfg.channels.defaults?.groupPolicy });
    const decision = await f.resolveIMessageInboundDecision({
      cfg: { ...cfg, messages: { ...cfg.messages, groupChat: { mentionPatterns: ['@robot'] } } },
      accountId: asked.account,
      message: { sender: asked.sender.id, is_group: isGroup, is_from_me: false, id: 1, ...(isGroup ? { chat_id: Number(asked.id) } : {}) },
      messageText: text, bodyText: text,
      allowFrom: f.normalizeStringEntries(config.allowFrom),
      groupAllowFrom: f.normalizeStringEntries(configured ?? (config.allowFrom && config.allowFrom.length > 0 ? config.allowFrom : [])),
      allowLegacyConversationAllowFromForGroup: configured == null,
      groupPolicy, dmPolicy: config.dmPolicy ?? 'pairing', storeAllowFrom: store.paired, historyLimit: 0, groupHistories: new Map(),
    });
    if (decision.kind === 'dispatch') return 'heard';
    if (decision.kind === 'pairing') return 'pairing';
    return decision.reason === 'no mention' ? 'not-mentioned' : 'dropped';
  }

  /** What the core offers to plugins, put together as most of them do. */
  async function shared(cfg, asked) {
    const { channel, account: accountId } = asked;
    const channelConfig = cfg.channels[channel];
    const config = f.resolveMergedAccountConfig({ channelConfig, channelId: channel, accounts: channelConfig.accounts, accountId });
    const { groupPolicy } = f.resolveAllowlistProviderRuntimeGroupPolicy({ providerConfigPresent: true, groupPolicy: config.groupPolicy, defaultGroupPolicy: cfg.channels.defaults?.groupPolicy });
    const isGroup = asked.kind === 'group';
    const { senderAccess } = await ingress.resolveStable({ channelId: channel, accountId, identity: {}, cfg, subject: { stableId: asked.sender.id }, conversation: { kind: isGroup ? 'group' : 'direct', id: asked.id ?? asked.sender.id }, dmPolicy: config.dmPolicy ?? 'pairing', groupPolicy, policy: { groupAllowFromFallbackToAllowFrom: true }, allowFrom: config.allowFrom, groupAllowFrom: config.groupAllowFrom });
    if (!isGroup) return direct(senderAccess.decision);
    if (senderAccess.decision !== 'allow') return 'dropped';
    const hasGroupAllowFrom = senderAccess.effectiveGroupAllowFrom.length > 0;
    const registry = f.resolveChannelGroupPolicy({ cfg, channel, accountId, groupId: asked.id, hasGroupAllowFrom });
    if (registry.allowlistEnabled && !registry.allowed) return 'dropped';
    return withMention(f.resolveChannelGroupRequireMention({ cfg, channel, groupId: asked.id, accountId }), asked);
  }

  const ways = { telegram, discord, slack, whatsapp, signal, imessage };
  return async (cfg, asked) => {
    store.paired = asked.paired ? [asked.sender.id] : [];
    return await (ways[asked.channel] ?? shared)(cfg, asked);
  };
}
