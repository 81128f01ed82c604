// The functions of a release and of its channels' plugins, which stand beside the package, and a world without a pairing store.
import path from 'node:path';
import { load } from '../functions.mjs';
import { open } from '../decisions/loaded.mjs';

const CORE = [
  'createPluginRuntimeStore', 'createChannelIngressPolicyResolver', 'resolveStableChannelIngressPolicy', 'resolveChannelGroupPolicy', 'resolveChannelGroupRequireMention',
  'resolveScopeRequireMention', 'buildChannelGroupsScopeTree', 'resolveMergedAccountConfig', 'resolveAllowlistProviderRuntimeGroupPolicy', 'resolveOpenProviderRuntimeGroupPolicy',
  'resolveInboundMentionDecision', 'isDangerousNameMatchingEnabled', 'normalizeStringEntries', 'createTelegramHandlerAuthorization', 'resolveTelegramAccount',
  'resolveTelegramScopedGroupConfig', 'mergeTelegramAccountConfig',
];
const PLUGINS = {
  discord: ['resolveDiscordDmCommandAccess', 'resolveDiscordPreflightChannelAccess', 'resolveDiscordPreflightChannelContext', 'resolveDiscordGuildEntry', 'resolveDiscordMemberAccessState', 'resolveDiscordShouldRequireMention', 'mergeDiscordAccountConfig', 'resolveDiscordAccountDmPolicy', 'resolveDiscordAccountAllowFrom'],
  slack: ['resolveSlackMonitorPolicy', 'createSlackMonitorContextFields', 'authorizeSlackDirectMessage', 'resolveSlackCommandIngress', 'resolveSlackUserAllowListForTeam', 'resolveSlackChannelConfig'],
  whatsapp: ['resolveWhatsAppInboundPolicy', 'resolveWhatsAppIngressAccess'],
  signal: ['resolveSignalAccessState', 'resolveSignalAccountConfig'],
  imessage: ['resolveIMessageInboundDecision', 'mergeIMessageAccountConfig'],
};

/** Opens a package with the plugins beside it. `store.paired` is who is paired. */
export async function openAll(folder) {
  const { functions, read, say } = await open(folder, CORE);
  const store = { paired: [] };
  for (const [plugin, names] of Object.entries(PLUGINS)) {
    const found = await load(path.join(folder, '..', '@openclaw', plugin), names);
    const missing = names.filter((name) => !found[name]);
    if (missing.length > 0) throw new Error(`@openclaw/${plugin} does not have ${missing.join(', ')}`);
    Object.assign(functions, found);
  }
  const readStoreAllowFrom = async () => store.paired;
  const ingress = {
    createResolver: (base) => functions.createChannelIngressPolicyResolver({ ...base, readStoreAllowFrom }),
    resolveStable: (params) => functions.resolveStableChannelIngressPolicy({ ...params, readStoreAllowFrom }),
  };
  const runtime = { channel: { inbound: { ingress } } };
  const stores = ['telegram', ...Object.keys(PLUGINS)].map((pluginId) => ({ pluginId, errorMessage: pluginId }));
  for (const options of [...stores, { key: 'plugin-runtime:whatsapp:channel-context-owner', errorMessage: 'whatsapp' }]) {
    functions.createPluginRuntimeStore(options).setRuntime(options.key ? runtime.channel : runtime);
  }
  return { functions, read, say, store, ingress };
}
