// Numbers that look random and are the same on every run, and configurations made by them.

/** A source of choices that begins at a seed. */
export function choices(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  const one = (list) => list[below(list.length)];
  const chance = (part) => next() < part;
  /** Some of a list, in its order. */
  const some = (list, part) => list.filter(() => chance(part));
  return { below, one, chance, some };
}

/** An object without the members that are undefined, all the way down. */
export function tidy(value) {
  if (Array.isArray(value)) return value.map(tidy);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(kept.map(([key, member]) => [key, tidy(member)]));
}

/** Two configurations in one; where both say something, the first counts. */
function joined(first, second) {
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject(first) || !isObject(second)) return first === undefined ? second : first;
  const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return Object.fromEntries(keys.map((key) => [key, joined(first[key], second[key])]));
}

/**
 * Writes the configurations of sets, by name, those that families of [name, make, count] make, and `count` mixtures of these that
 * begin at a seed; each text once. `known` is what the families are given beside their choices.
 */
export function write(sets, families, { count, seed }, known) {
  const written = new Set();
  const say = (id, config) => {
    const text = JSON.stringify(tidy(config));
    if (written.has(text)) return;
    written.add(text);
    process.stdout.write(`${JSON.stringify({ id, text })}\n`);
  };
  for (const [name, all] of Object.entries(sets)) [...all].forEach((config, index) => say(`${name}-${index}`, config));
  for (const [name, make, most] of families) {
    const random = choices(name.length * 7919 + 14);
    for (let index = 0; index < most; index += 1) say(`${name}-${index}`, make(random, known));
  }
  const random = choices(seed);
  for (let index = 0; index < count; index += 1) {
    const parts = Array.from({ length: 2 + random.below(3) }, () => random.one(families)[1](random, known));
    say(`mixed-${index}`, parts.reduce(joined));
  }
}
