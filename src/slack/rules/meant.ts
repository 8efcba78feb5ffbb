import type { KnownName } from '../../domain/question.ts';
import type { AskedTarget } from '../words/gathered.ts';
import type { AlertProblem } from './alert-problem.ts';
import type { Amount } from './amount.ts';
import { thresholdOf, USUAL } from './condition.ts';
import { IS_RATE, isOfQueue, type Measure, UNITS } from './phrases.ts';
import { type AskedAlert, alertAsTyped } from './typed.ts';

/** What is measured, and the words that said so. */
export interface Measured {
  readonly measure?: Measure | undefined;
  readonly words?: string | undefined;
}

/** Of something that is not watched, the nearest that is. */
export function insteadOf(wrong: AlertProblem, around: AskedAlert, names: readonly KnownName[]): string | undefined {
  if (wrong.kind !== 'not-watched') return undefined;
  const [target] = around.who;
  const ofQueue = target === undefined || target.kind === 'queue';
  const isSlow = /asa|answer|wait|speed/i.test(wrong.words);
  const measure: Measure = ofQueue ? (isSlow ? 'longest-wait' : 'waiting') : 'acw';
  return alertAsTyped(
    { ...around, who: ofQueue && target === undefined ? [BILLING] : around.who, measure, ...USUAL[measure] },
    names,
  );
}

const BILLING: AskedTarget = { kind: 'queue', name: 'Billing' };

/** The same with a number that makes sense. */
export function likelyMeant(
  around: AskedAlert,
  { measure, words = '' }: Measured,
  wrong: AlertProblem,
  amounts: readonly Amount[],
): AskedAlert {
  const places = around.who.length > 0 || measure === undefined || !isOfQueue(measure) ? around.who : [BILLING];
  const base = { ...around, who: places.length === 0 ? [{ kind: 'my-team' } as const] : places };
  if (measure === undefined) return { ...base, measure: 'waiting', ...USUAL.waiting };
  const [first] = amounts;
  if (wrong.kind === 'wrong-unit' && measure === 'waiting' && first?.unit === 'time') {
    return { ...base, measure: 'longest-wait', compare: '>', threshold: first.value };
  }
  return { ...base, measure, ...numberMeant(wrong, measure, words, first) };
}

type NumberMeant = Pick<AskedAlert, 'compare' | 'threshold' | 'forMs'>;

function numberMeant(wrong: AlertProblem, measure: Measure, words: string, said: Amount | undefined): NumberMeant {
  const typed = 'words' in wrong ? Number.parseFloat(/\d+(?:\.\d+)?/.exec(wrong.words)?.[0] ?? '') : Number.NaN;
  const { compare } = USUAL[measure];
  if (wrong.kind === 'no-unit') {
    return { compare, threshold: UNITS[measure] === 'time' ? typed * 60_000 : typed / 100 };
  }
  if (wrong.kind === 'nonsense' && wrong.why === 'fraction') return { compare, threshold: typed };
  if (wrong.kind === 'nonsense' && wrong.why === 'exactly' && UNITS[measure] === 'count') {
    return { compare: '>', threshold: typed - 1 };
  }
  const read = said === undefined ? undefined : thresholdOf(measure, said, IS_RATE.test(words.toLowerCase()));
  const number = read === undefined || 'kind' in read || read.compare === undefined ? USUAL[measure] : read;
  if (wrong.kind !== 'lasting') return number;
  return { ...number, forMs: wrong.why === 'no-unit' && typed <= 240 ? typed * 60_000 : 120_000 };
}
