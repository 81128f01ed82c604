// Who may write, asked of a release and of the plugins of its channels, which `channels.sh` puts beside it.
//
//   node access.mjs PACKAGE [COUNT] [SEED] > lines {"config", "asked": [{"question", "answer"}]}
//
// A question says who writes where: {"channel", "account", "kind", "id", ...}. An answer is `heard`, `not-mentioned`, `pairing`
// or `dropped`. Configurations that the release refuses are left out.
import { dice } from './decisions/dice.mjs';
import { asker } from './access/ask.mjs';
import { cases } from './access/cases.mjs';
import { openAll } from './access/plugins.mjs';

const [folder, count = '600', seed = '1'] = process.argv.slice(2);
const world = await openAll(folder);
const { configuration, question } = cases(dice(Number(seed)));
const answer = asker(world);

for (let made = 0; made < Number(count); ) {
  const { config, channel } = configuration();
  const loaded = await world.read(config);
  if (!loaded) continue;
  made += 1;
  const asked = [];
  for (let index = 0; index < 8; index += 1) {
    const one = question(channel);
    asked.push({ question: one, answer: await answer(loaded, one) });
  }
  world.say({ config, asked });
}
process.exit(0);
