/** A stream of numbers that depends on its seed and on nothing else. */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
  /** A duration in whole milliseconds that is mostly near `meanMs` and sometimes long, as work is. */
  readonly duration: (meanMs: number) => number;
}

/** Spreads a text over 32 bits (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Mulberry32: small, fast and good enough for a believable day. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: ([first, ...rest]) => rest[whole(0, rest.length) - 1] ?? first,
    duration: (meanMs) => {
      const usual = 0.25 + 0.75 * (next() + next());
      const long = next() < 0.04 ? 2.5 : 1;
      return Math.max(1, Math.round(meanMs * usual * long * 0.95));
    },
  };
}
