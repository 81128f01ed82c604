// Numbers that look random and are the same for a seed, so that a recording can be made again.

/** Dice of a seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  const one = (list) => list[below(list.length)];
  return {
    below,
    one,
    /** Whether something happens that does so with a probability. */
    chance: (probability) => next() < probability,
    /** Up to `most` of a list, in its order. */
    some: (list, most = list.length) => list.filter(() => next() < most / (2 * list.length) + 0.05).slice(0, most),
    /** A value or nothing. */
    maybe: (probability, make) => (next() < probability ? make() : undefined),
  };
}

/** An object without the members that are `undefined`. */
export const filled = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
