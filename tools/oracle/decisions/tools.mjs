// Which tools an agent has, asked of a release: its layers of policies, applied to the tools that it brings.
//
//   node tools.mjs PACKAGE [COUNT] [SEED] > {"tools": [[name, plugin]]}, then lines {"config", "asked": [{"question", "answer"}]}
//
// A question is {"agent", "provider", "model", "session", "owner"}. An answer is {"sandboxed", "taken": [[layer, [tool]]]}, the
// layers in their order; what none takes is left.
import { dice, filled } from './dice.mjs';
import { open } from './loaded.mjs';

const [folder, count = '500', seed = '1'] = process.argv.slice(2);
const { functions, read, say } = await open(folder, [
  'resolveConversationCapabilityProfile',
  'resolveConversationToolPolicies',
  'buildConversationToolPolicyPipelineSteps',
  'applyToolPolicyPipeline',
  'resolveSandboxToolPolicyForAgent',
  'resolveSandboxRuntimeStatus',
  'GATEWAY_OWNER_ONLY_CORE_TOOLS',
  'CORE_TOOL_DEFINITIONS',
]);
const { one, some, chance, maybe, below } = dice(Number(seed));

const CORE = functions.CORE_TOOL_DEFINITIONS.map((tool) => tool.id);
// Tools that servers and plugins bring.
const BROUGHT = [
  ['github__list', 'bundle-mcp'],
  ['github__drop', 'bundle-mcp'],
  ['acme_call', 'acme'],
  ['acme_stop', 'acme'],
];
const TOOLS = [...CORE.map((name) => ({ name })), ...BROUGHT.map(([name, pluginId]) => ({ name, meta: { pluginId } }))];

const ENTRIES = [
  'read', 'write', 'edit', 'exec', 'process', 'apply_patch', 'browser', 'message', 'gateway', 'automations', 'canvas', 'image', 'nodes', 'web_search',
  'sessions_spawn', 'subagents', 'view_image', 'show_widget', 'progress_card', 'group:fs', 'group:runtime', 'group:web', 'group:sessions', 'group:ui',
  'group:messaging', 'group:openclaw', 'group:plugins', 'bash', 'apply-patch', 'cron', 'update_plan', '*', 'web_*', 'session*', '*_search', ' Exec ', 'READ',
  'Group:FS', 'bundle-mcp', 'acme', 'Acme', 'acme_call', 'github__list', 'github__*', 'nosuch', '', ' ',
];
const list = () => (chance(0.06) ? [] : Array.from({ length: 1 + below(5) }, () => one(ENTRIES)));
const PROFILES = ['minimal', 'coding', 'messaging', 'full'];

function policy(profiled = true) {
  const form = below(4);
  return filled({
    profile: profiled ? maybe(0.35, () => one(PROFILES)) : undefined,
    allow: form === 0 ? list() : undefined,
    alsoAllow: form === 1 ? list() : undefined,
    deny: maybe(0.35, list),
  });
}

function byProvider() {
  const keys = some(['anthropic', 'openai', 'Anthropic', 'anthropic/claude-opus-5', 'openai/gpt-5.4', 'z.ai', 'OpenAI/GPT-5.4'], 3);
  return Object.fromEntries(keys.map((key) => [key, policy()]));
}

const senders = () => filled({ '*': maybe(0.6, () => policy(false)), 'id:5': maybe(0.3, () => policy(false)) });
const sandboxed = () => ({ tools: policy(false) });
const subagents = () => ({ tools: policy(false) });

function tools(isGlobal) {
  return filled({
    ...policy(),
    byProvider: maybe(0.3, byProvider),
    toolsBySender: maybe(0.12, senders),
    sandbox: maybe(0.35, sandboxed),
    subagents: isGlobal ? maybe(0.3, subagents) : undefined,
  });
}

const sandbox = () => ({ mode: one(['off', 'non-main', 'all']) });

function configuration() {
  const ids = chance(0.3) ? [] : ['main', 'Work'].slice(0, 1 + below(2));
  const agent = () => filled({ tools: maybe(0.6, () => tools(false)), sandbox: maybe(0.25, sandbox) });
  const entries = Object.fromEntries(ids.map((id) => [id, agent()]));
  const defaults = filled({ sandbox: maybe(0.5, sandbox), subagents: maybe(0.3, () => ({ maxSpawnDepth: one([1, 2]) })) });
  const ownership = ids.length > 1 ? 'explicit' : undefined;
  return filled({ agents: filled({ ownership, defaults, entries: ids.length > 0 ? entries : undefined }), tools: maybe(0.85, () => tools(true)) });
}

const MODELS = [['anthropic', 'claude-opus-5'], ['openai', 'gpt-5.4'], ['zai', 'glm-4.7'], ['anthropic', 'claude-sonnet-4-6']];
const SESSIONS = { main: 'main', group: 'telegram:group:-100', subagent: 'subagent:7' };

function question(config) {
  const ids = Object.keys(config.agents.entries ?? { main: {} });
  const [provider, model] = one(MODELS);
  return { agent: one(ids), provider, model, session: one(['main', 'main', 'group', 'subagent']), owner: chance(0.5) };
}

/** What takes a tool, in a word. */
function layer(label) {
  if (label.startsWith('tools.profile')) return 'profile';
  if (label.startsWith('tools.byProvider.profile')) return 'provider-profile';
  if (label === 'tools.allow') return 'global';
  if (label === 'tools.byProvider.allow') return 'global-provider';
  if (label.endsWith('.tools.byProvider.allow') || label === 'agent tools.byProvider.allow') return 'agent-provider';
  if (label.startsWith('agents.') || label === 'agent tools.allow') return 'agent';
  if (label === 'group tools.allow') return 'group';
  if (label === 'tools.toolsBySender') return 'sender';
  if (label === 'sandbox tools.allow') return 'sandbox';
  if (label === 'subagent tools.allow') return 'subagent';
  if (label === 'gateway sender owner-only tools') return 'owner';
  return label;
}

function answer(config, { agent, provider, model, session, owner }) {
  const id = agent.toLowerCase();
  const sessionKey = `agent:${id}:${SESSIONS[session]}`;
  const isSandboxed = functions.resolveSandboxRuntimeStatus({ cfg: config, sessionKey, agentId: id }).sandboxed;
  const capabilityProfile = functions.resolveConversationCapabilityProfile({
    config,
    sessionKey,
    agentId: id,
    modelProvider: provider,
    modelId: model,
    senderIsOwner: owner,
    sandboxToolPolicy: isSandboxed ? functions.resolveSandboxToolPolicyForAgent(config, id) : undefined,
  });
  const policies = functions.resolveConversationToolPolicies({ capabilityProfile });
  const ownerOnly = owner ? undefined : { deny: [...functions.GATEWAY_OWNER_ONLY_CORE_TOOLS] };
  const steps = functions.buildConversationToolPolicyPipelineSteps({
    capabilityProfile,
    policies,
    additionalStepsAfterSandbox: [{ policy: ownerOnly, label: 'gateway sender owner-only tools' }],
    includeRuntimeToolPolicy: true,
  });
  const taken = [];
  functions.applyToolPolicyPipeline({
    tools: TOOLS,
    toolMeta: (tool) => tool.meta,
    warn: () => {},
    steps,
    onFilter: ({ step, before, after }) => {
      const left = new Set(after);
      const gone = before.filter((tool) => !left.has(tool)).map((tool) => tool.name);
      if (gone.length > 0) taken.push([layer(step.label), gone]);
    },
  });
  return { sandboxed: isSandboxed, taken };
}

say({ tools: TOOLS.map(({ name, meta }) => (meta ? [name, meta.pluginId] : [name])) });
for (let made = 0; made < Number(count); ) {
  const config = configuration();
  const loaded = await read(config);
  if (!loaded) continue;
  made += 1;
  const questions = Array.from({ length: 6 }, () => question(config));
  say({ config, asked: questions.map((each) => ({ question: each, answer: answer(loaded, each) })) });
}
process.exit(0);
