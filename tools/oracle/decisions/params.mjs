// Which `params` of an agent's own entries for models reach a model, asked of a release.
//
//   node params.mjs PACKAGE [COUNT] [SEED] > lines {"config", "asked": [{"question", "answer"}]}
//
// A question is {"agent", "provider", "model"}. An answer is the `topP` that is sent, or `null`; each entry of the file has one of its own.
import { dice, filled } from './dice.mjs';
import { open } from './loaded.mjs';

const [folder, count = '600', seed = '1'] = process.argv.slice(2);
const { functions, read, say } = await open(folder, ['resolveExtraParams']);
const { one, some, chance, maybe } = dice(Number(seed));

const KEYS = [
  'anthropic/claude-opus-5', 'Anthropic/claude-opus-5', 'anthropic/Claude-Opus-5', ' anthropic/claude-opus-5', 'anthropic/opus', 'anthropic/opus-5', 'anthropic/claude-opus-4-5', 'anthropic/anthropic/claude-opus-5',
  'claude-opus-5', 'openai/gpt-5.4', 'OpenAI/gpt-5.4', 'openai/GPT-5.4', 'openai/openai/gpt-5.4', 'zai/glm-4.7', 'z.ai/glm-4.7', 'z-ai/glm-4.7', 'zai/zai/glm-4.7', 'google/gemini-3-pro', 'google/gemini-3-pro-preview',
  'openrouter/auto', 'openrouter/openrouter/auto', 'amazon-bedrock/x', 'bedrock/x', 'aws-bedrock/x',
];
const MODELS = [['anthropic', 'claude-opus-5'], ['anthropic', 'claude-opus-4-5'], ['openai', 'gpt-5.4'], ['zai', 'glm-4.7'], ['google', 'gemini-3-pro-preview'], ['google', 'gemini-3-pro'], ['openrouter', 'auto'], ['openrouter', 'openrouter/auto'], ['amazon-bedrock', 'x']];

let next = 0;
const entry = () => filled({ alias: maybe(0.1, () => 'Big'), params: maybe(0.8, () => (chance(0.9) ? { topP: (next = (next + 1) % 1000) / 1000 } : {})) });
const map = (most) => Object.fromEntries(some(KEYS, most).map((key) => [key, entry()]));
const agent = () => filled({ models: maybe(0.9, () => map(10)), params: maybe(0.15, () => ({ topP: 0.9999 })) });

function configuration() {
  const ids = chance(0.5) ? ['main'] : ['main', 'work'];
  return { agents: filled({ ownership: ids.length > 1 ? 'explicit' : undefined, defaults: maybe(0.3, () => filled({ models: map(4), params: maybe(0.3, () => ({ topP: 0.5555 })) })), entries: Object.fromEntries(ids.map((id) => [id, agent()])) }) };
}

for (let made = 0; made < Number(count); ) {
  const config = configuration();
  const loaded = await read(config);
  if (!loaded) continue;
  made += 1;
  const asked = MODELS.map(([provider, model]) => {
    const id = one(Object.keys(config.agents.entries));
    const found = functions.resolveExtraParams({ cfg: loaded, provider, modelId: model, agentId: id });
    return { question: { agent: id, provider, model }, answer: found?.topP ?? null };
  });
  say({ config, asked });
}
process.exit(0);
