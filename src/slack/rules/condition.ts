import { type Condition, USUAL_LEAST_OFFERED } from '../../alerts/rules/rule.ts';
import type { Media } from '../../domain/media.ts';
import type { Amount } from './amount.ts';
import { isOfQueue, type Measure, type Sign, UNITS } from './phrases.ts';

/** What words say of a condition; what they leave open is asked for in a form. */
export interface AskedCondition {
  readonly measure?: Measure | undefined;
  readonly medium?: Media | undefined;
  readonly compare?: '>' | '<' | undefined;
  /** A count, milliseconds or a share, as the measure has it. */
  readonly threshold?: number | undefined;
  readonly atLeastOffered?: number | undefined;
}

/** What is wrong with the number of a condition. */
export type ThresholdProblem =
  /** 5 what? */
  | { readonly kind: 'no-unit'; readonly words: string; readonly measure: Measure }
  | { readonly kind: 'wrong-unit'; readonly words: string; readonly measure: Measure }
  /** It would always be true, never, or not as anybody meant it. */
  | { readonly kind: 'nonsense'; readonly words: string; readonly measure: Measure; readonly why: Nonsense };
export type Nonsense = 'always' | 'never' | 'not-whole' | 'fraction' | 'exactly' | 'too-large' | 'only-longer';

/** So long may something last that one is told of, and so many may wait. */
const LONGEST_MS = 24 * 3_600_000;
const MOST_COUNT = 9999;

type Threshold = Required<Pick<AskedCondition, 'compare' | 'threshold'>>;

/**
 * The number of a measure as it is compared.
 *
 * @param isRate the words of the measure say that it is a share, so that the number needs no sign of per cent
 * @example thresholdOf('waiting', { sign: '>=', value: 5, unit: 'none' }) //=> { compare: '>', threshold: 4 }
 */
export function thresholdOf(
  measure: Measure,
  amount: Amount,
  isRate: boolean,
): Threshold | { readonly compare?: undefined; readonly threshold: number } | ThresholdProblem {
  const { words, value, unit } = amount;
  const sign = amount.sign ?? (isOfQueue(measure) && UNITS[measure] !== 'time' ? undefined : '>');
  const told = { words, measure };
  const wrong = nonsenseOf(measure, sign, amount);
  switch (UNITS[measure]) {
    case 'count':
      if (unit !== 'none') return { kind: 'wrong-unit', ...told };
      if (wrong !== undefined) return { kind: 'nonsense', ...told, why: wrong };
      // "0 free" is nobody.
      if (measure === 'free' && value === 0 && sign === undefined) return { compare: '<', threshold: 1 };
      return { compare: strict(sign), threshold: sign === '>=' ? value - 1 : sign === '<=' ? value + 1 : value };
    case 'time':
      if (unit !== 'time') return { kind: unit === 'none' ? 'no-unit' : 'wrong-unit', ...told };
      if (wrong !== undefined) return { kind: 'nonsense', ...told, why: wrong };
      return { compare: strict(sign), threshold: value };
    case 'share':
      if (unit === 'time') return { kind: 'wrong-unit', ...told };
      if (wrong !== undefined) return { kind: 'nonsense', ...told, why: wrong };
      if (unit === 'none' && !isRate) return { kind: 'no-unit', ...told };
      return { compare: strict(sign), threshold: value / 100 };
    default:
      return UNITS[measure] satisfies never;
  }
}

function strict(sign: Sign | undefined): '>' | '<' | undefined {
  if (sign === undefined || sign === '=') return undefined;
  return sign.startsWith('>') ? '>' : '<';
}

/** Why nobody can have meant it. */
function nonsenseOf(measure: Measure, sign: Sign | undefined, { value, unit }: Amount): Nonsense | undefined {
  const zero = value === 0;
  switch (UNITS[measure]) {
    case 'count':
      if (!Number.isInteger(value)) return 'not-whole';
      if (value > MOST_COUNT) return 'too-large';
      if (sign === '=') return zero ? undefined : 'exactly';
      if (zero && sign === '<') return 'never';
      return zero && sign === '>=' ? 'always' : undefined;
    case 'time':
      if (sign === '=') return 'exactly';
      if (value > LONGEST_MS) return 'too-large';
      if (!isOfQueue(measure) && sign?.startsWith('<')) return 'only-longer';
      if (zero && sign === '<') return 'never';
      return zero && sign === '>=' ? 'always' : undefined;
    case 'share':
      if (sign === '=') return 'exactly';
      if (unit === 'none' && value > 0 && value < 1) return 'fraction';
      if (value > 100 || (value === 100 && sign === '>') || (zero && sign === '<')) {
        return sign?.startsWith('<') && value > 0 ? 'always' : 'never';
      }
      return (zero && sign === '>=') || (value === 100 && sign === '<=') ? 'always' : undefined;
    default:
      return UNITS[measure] satisfies never;
  }
}

/** The condition, when nothing is left open. */
export function conditionOf(asked: AskedCondition): Condition | undefined {
  const { measure, medium = 'voice', compare, threshold, atLeastOffered } = asked;
  if (measure === undefined || threshold === undefined) return undefined;
  if (!isOfQueue(measure)) return { kind: 'people', measure, longerThanMs: threshold };
  if (compare === undefined) return undefined;
  const offered = UNITS[measure] === 'share' ? { atLeastOffered: atLeastOffered ?? USUAL_LEAST_OFFERED } : {};
  // People take all media: of those who are free a medium says nothing.
  return { kind: 'queue', measure, medium: measure === 'free' ? 'voice' : medium, compare, threshold, ...offered };
}

/** The other way round, for the form and for what can be typed. */
export function askedCondition(condition: Condition): AskedCondition {
  return condition.kind === 'people'
    ? { measure: condition.measure, compare: '>', threshold: condition.longerThanMs }
    : condition;
}

/** What is offered where a number was missing or meant nothing. */
export const USUAL: Readonly<Record<Measure, Threshold>> = {
  waiting: { compare: '>', threshold: 5 },
  'longest-wait': { compare: '>', threshold: 180_000 },
  free: { compare: '<', threshold: 2 },
  'service-level': { compare: '<', threshold: 0.7 },
  abandoned: { compare: '>', threshold: 0.1 },
  acw: { compare: '>', threshold: 300_000 },
  held: { compare: '>', threshold: 180_000 },
  'not-responding': { compare: '>', threshold: 60_000 },
  break: { compare: '>', threshold: 1_200_000 },
};
