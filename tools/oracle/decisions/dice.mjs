// Choices for questions, the same for a seed, so that a recording can be made again.
import { choices } from '../random.mjs';

/** Dice of a seed. */
export function dice(seed) {
  const { below, one, chance } = choices(seed);
  return {
    below,
    one,
    chance,
    /** Up to `most` of a list, in its order. */
    some: (list, most = list.length) => list.filter(() => chance(most / (2 * list.length) + 0.05)).slice(0, most),
    /** A value or nothing. */
    maybe: (probability, make) => (chance(probability) ? make() : undefined),
  };
}

/** An object without the members that are `undefined`. */
export const filled = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
