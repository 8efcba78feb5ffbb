import type { WordProblem } from '../words/word-problem.ts';
import type { ThresholdProblem } from './condition.ts';
import type { Measure } from './phrases.ts';
import type { ScanProblem } from './scan.ts';

/** Why the words of an alert make none. */
export type AlertProblem = (
  | WordProblem
  | ScanProblem
  | ThresholdProblem
  | { readonly kind: 'unknown-verb'; readonly word: string; readonly nearest?: string | undefined }
  | { readonly kind: 'unknown-zone'; readonly word: string }
  /** Something that is measured, and that no alert watches. */
  | { readonly kind: 'not-watched'; readonly words: string }
  /** Another time than now, a split, a skill. */
  | { readonly kind: 'not-in-alerts'; readonly words: string }
  | { readonly kind: 'several-conditions'; readonly first: string; readonly second: string }
  | { readonly kind: 'several-targets' }
  /** Waiting and the like are of a queue. */
  | { readonly kind: 'not-a-queue'; readonly measure: Measure }
  | { readonly kind: 'several-media' }
  | { readonly kind: 'no-such-medium'; readonly words: string }
  | { readonly kind: 'only-rates'; readonly words: string }
  | { readonly kind: 'lasting'; readonly words: string; readonly why: 'no-unit' | 'wrong-unit' | 'too-long' }
  | { readonly kind: 'nobody-to-hand-over-to' }
) & {
  /** The whole of it as it is understood: what was probably meant. */
  readonly instead?: string | undefined;
};
