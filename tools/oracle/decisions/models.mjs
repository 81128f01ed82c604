// Which models an agent has beside its first one, and how much it thinks, asked of a release.
//
//   node models.mjs PACKAGE [COUNT] [SEED] > lines {"config", "asked": [{"question", "answer"}]}
//
// A question is {"agent", "provider", "model"}. An answer is {"thinking", "fallbacks", "image", "helper", "helperFrom",
// "helperFallbacks", "utility"}: the level that the file sets for the model; the models that are tried next, as written; those that look
// at images, first choice first; the model of a helper, which setting names it and what is tried after it; the cheap model, false where it
// is switched off. `null` stands for what the file leaves open.
import { dice, filled } from './dice.mjs';
import { open } from './loaded.mjs';

const [folder, count = '600', seed = '1'] = process.argv.slice(2);
const { functions, read, say } = await open(folder, [
  'resolveConfiguredThinkingDefaultCore',
  'resolveConfiguredModelFallbacks',
  'resolveImageFallbackCandidates',
  'resolveSubagentModelConfigSelectionResult',
  'resolveSubagentSpawnModelFallbacksOverride',
  'resolvePrimaryStringValue',
  'readUtilityModelSetting',
]);
const { one, some, chance, maybe, below } = dice(Number(seed));

const REFERENCES = [
  'anthropic/claude-opus-5', 'anthropic/claude-sonnet-4-6', 'openai/gpt-5.4', 'zai/glm-4.7', 'google/gemini-3-pro-preview', 'Big', 'opus', 'box/m',
  'anthropic/opus', ' openai/gpt-5.4 ', 'gpt-5.4', 'openrouter/auto',
];
const LEVELS = [
  'off', 'minimal', 'low', 'medium', 'high', 'xhigh', 'adaptive', 'max', 'ultra', 'Think-Hard', 'ultrathink', 'extra high', 'none', 'on', 'disabled', 'auto',
  'x-high', ' High ', 'nonsense', '', 'think', 'harder',
];
// What the schema takes for `thinkingDefault`.
const DEFAULTS = ['off', 'minimal', 'low', 'medium', 'high', 'xhigh', 'adaptive', 'max'];

const list = () => Array.from({ length: below(4) }, () => one(REFERENCES));
const selector = () =>
  one([
    () => one(REFERENCES),
    () => filled({ primary: maybe(0.8, () => one(REFERENCES)), fallbacks: maybe(0.6, list) }),
    () => ({ primary: one(REFERENCES) }),
    () => ({ fallbacks: list() }),
  ])();

const thinking = () => (chance(0.15) ? one([false, true, 3, null]) : one(LEVELS));
const entry = () => filled({ alias: maybe(0.2, () => one(['Big', 'opus'])), params: maybe(0.7, () => filled({ thinking: maybe(0.8, thinking), topP: 1 })) });
const models = () =>
  Object.fromEntries(some(['anthropic/claude-opus-5', 'openai/gpt-5.4', 'zai/glm-4.7', 'anthropic/opus', 'Anthropic/claude-opus-5'], 3).map((key) => [key, entry()]));
const utility = () => one([...REFERENCES.slice(0, 3), '', ' ']);

function scope(isDefaults) {
  return filled({
    model: maybe(0.6, selector),
    models: maybe(0.6, models),
    thinkingDefault: maybe(0.3, () => one(DEFAULTS)),
    imageModel: isDefaults ? maybe(0.6, selector) : undefined,
    subagents: maybe(0.4, () => filled({ model: maybe(0.8, selector) })),
    utilityModel: maybe(0.3, utility),
    params: maybe(0.2, () => ({ thinking: one(LEVELS) })),
  });
}

function configuration() {
  const ids = chance(0.25) ? [] : ['main', 'Work'].slice(0, 1 + below(2));
  const entries = Object.fromEntries(ids.map((id) => [id, scope(false)]));
  const ownership = ids.length > 1 ? 'explicit' : undefined;
  return { agents: filled({ ownership, defaults: scope(true), entries: ids.length > 0 ? entries : undefined }) };
}

const MODELS = [['anthropic', 'claude-opus-5'], ['openai', 'gpt-5.4'], ['zai', 'glm-4.7']];

function answer(config, { agent, provider, model }) {
  const agentId = agent.toLowerCase();
  const helper = functions.resolveSubagentModelConfigSelectionResult({ cfg: config, agentId });
  const cheap = functions.readUtilityModelSetting(config, agentId);
  return {
    thinking: functions.resolveConfiguredThinkingDefaultCore({ cfg: config, provider, model, agentId }) ?? null,
    fallbacks: functions.resolveConfiguredModelFallbacks({ cfg: config, agentId }),
    image: functions.resolveImageFallbackCandidates({ cfg: config }).map((each) => `${each.provider}/${each.model}`),
    helper: helper ? functions.resolvePrimaryStringValue(helper.raw) : null,
    helperFrom: helper?.source ?? null,
    helperFallbacks: functions.resolveSubagentSpawnModelFallbacksOverride(config, agentId) ?? null,
    utility: { explicit: cheap.modelRef, disabled: false, auto: null }[cheap.kind],
  };
}

for (let made = 0; made < Number(count); ) {
  const config = configuration();
  const loaded = await read(config);
  if (!loaded) continue;
  made += 1;
  const ids = Object.keys(config.agents.entries ?? { main: {} });
  const questions = ids.flatMap((agent) => MODELS.map(([provider, model]) => ({ agent, provider, model })));
  say({ config, asked: questions.map((each) => ({ question: each, answer: answer(loaded, each) })) });
}
process.exit(0);
