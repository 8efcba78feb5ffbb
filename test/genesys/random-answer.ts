import shapes from '../../src/sandbox/genesys/wire/shapes.json' with { type: 'json' };

/** Chance that can be had again: the same seed gives the same numbers in [0, 1). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = shapes;
const DEEPEST = 7;

/** Words that Genesys uses, in whichever field, and one that nobody knows. */
const WORDS = [
  'voice',
  'chat',
  'callback',
  'INTERACTING',
  'IDLE',
  'ON_QUEUE',
  'On Queue',
  'connected',
  'disconnected',
  'hold',
  'wrapup',
  'interact',
  'agent',
  'inbound',
  'pending',
  'tHandle',
  'tAnswered',
  'nOffered',
  'oServiceLevel',
  'tSystemPresence',
  'tAgentRoutingStatus',
  'oWaiting',
  'oLongestWaiting',
  'levitating',
];

/** What ids and names are drawn from. */
export interface Drawn {
  readonly ids: readonly string[];
  readonly names: readonly string[];
}
const FEW: Drawn = { ids: ['id-1', 'id-2', 'id-3'], names: WORDS };

/**
 * An answer as the official SDK's model of it allows: every optional field may be absent or null, words may be new, and
 * there may be fields that nobody has declared.
 */
export function randomAnswer(model: string, random: () => number, drawn = FEW, depth = 0): unknown {
  const one = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
  if (model.endsWith('[]')) {
    const length = depth > DEEPEST ? 0 : Math.floor(random() * 4);
    return Array.from({ length }, () => randomAnswer(model.slice(0, -2), random, drawn, depth + 1));
  }
  if (model.endsWith('{}')) {
    const keys = ['userId', 'queueId', 'mediaType', 'wrapUpCode', 'levitation'].filter(() => random() < 0.6);
    return Object.fromEntries(keys.map((key) => [key, randomAnswer(model.slice(0, -2), random, drawn, depth + 1)]));
  }
  if (model === 'number') return one([0, 1, 7, 60_000, 1_764_115_200_000]);
  if (model === 'boolean') return random() < 0.5;
  if (model === 'string') return one(WORDS);
  const shape = SHAPES[model];
  if (shape === undefined || depth > DEEPEST) return {};
  const fields = Object.entries(shape).flatMap(([key, type]) => {
    const name = key.replace('?', '');
    const chosen = random();
    if (key.endsWith('?') && chosen < 0.3) return [];
    if (key.endsWith('?') && chosen < 0.35) return [[name, null] as const];
    return [
      [
        name,
        type === 'string' ? textOf(name, random, one, drawn) : randomAnswer(type, random, drawn, depth + 1),
      ] as const,
    ];
  });
  const more = random() < 0.3 ? { levitation: { height: 3 } } : {};
  return { ...Object.fromEntries(fields), ...more };
}

function textOf(
  key: string,
  random: () => number,
  one: <T>(of: readonly T[]) => T | undefined,
  { ids, names }: Drawn,
): unknown {
  if (key === 'interval') return '2026-11-16T00:00:00.000Z/2026-11-17T00:00:00.000Z';
  if (/(Date|Time|Start|End)$/.test(key)) return random() < 0.9 ? '2026-11-22T09:00:00.000Z' : 'some day';
  if (/[iI]d$/.test(key)) return one(ids);
  if (/[nN]ame$/.test(key)) return one(names);
  return one(WORDS);
}
