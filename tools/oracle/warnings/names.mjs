// Names that the cases are made of. Facts about OpenClaw's plugins are read from its own manifests.
import { manifests } from '../manifests.mjs';

/** Channels that the schema knows, and some that only plugins of others bring. */
export const CHANNELS = [
  'a2a', 'buzz', 'clickclack', 'discord', 'feishu', 'googlechat', 'imessage', 'irc', 'line', 'matrix', 'mattermost', 'msteams',
  'nextcloud-talk', 'nostr', 'raft', 'reef', 'signal', 'slack', 'sms', 'synology-chat', 'telegram', 'tlon', 'twitch', 'whatsapp', 'zalo', 'zalouser',
];
export const FOREIGN_CHANNELS = ['qqbot', 'wecom', 'yuanbao', 'pager', 'openclaw-weixin', 'dingtalk'];

/** Plugins that OpenClaw offers and does not bring, some of them under other names. */
export const OFFICIAL = [
  'acpx', 'brave', 'codex', 'copilot', 'diffs', 'discord', 'duckduckgo', 'exa', 'firecrawl', 'google-meet', 'groq', 'kimi', 'llama-cpp', 'lobster', 'matrix',
  'memory-lancedb', 'mistral', 'moonshot', 'perplexity', 'qqbot', 'openclaw-qqbot', 'searxng', 'slack', 'tavily', 'voice-call', 'wecom', 'whatsapp', 'zai', 'z.ai',
  'bedrock', 'amazon-bedrock', 'diagnostics-otel', 'msteams', 'volcengine-plan', 'vercel-ai-gateway', 'cloudflare-ai-gateway', 'opencode', 'openshell',
];
export const UNKNOWN = ['my-plugin', 'pager', 'Telegram', ' browser', 'memory', 'lossless-claw', 'web-search', 'Codex', 'MSTeams', 'x', '*', 'superpowers'];
export const RETIRED = ['google-antigravity-auth', 'google-gemini-cli-auth', 'skill-workshop', 'Skill-Workshop'];
export const ALIASES = ['google-gemini-cli', 'minimax-portal', 'minimax-portal-auth'];

/** What the manifests of a package say: ids, and the commands that are mistaken for ids. */
export function bundled(packageDir) {
  const all = manifests(packageDir);
  const word = (alias) => (typeof alias === 'string' ? alias : alias.name);
  const ids = all.map((manifest) => manifest.id);
  const commands = all.flatMap((manifest) => (manifest.commandAliases ?? []).map(word));
  return { ids, commands: [...commands, 'Wiki', 'DREAMING', 'Path'] };
}

export const SEARCH = ['brave', 'duckduckgo', 'exa', 'firecrawl', 'firecrawl-free', 'gemini', 'grok', 'kimi', 'minimax', 'ollama', 'parallel', 'parallel-free', 'perplexity', 'searxng', 'tavily', 'bing', 'kagi', ' tavily ', 'Brave'];

/** The plugin behind a provider of web search, where it has another name. */
export const SEARCH_PLUGIN = { 'firecrawl-free': 'firecrawl', kimi: 'moonshot', 'parallel-free': 'parallel' };
