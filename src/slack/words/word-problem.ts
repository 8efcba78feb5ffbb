import type { PeriodProblem } from '../../domain/period/problem.ts';

/** Why the text of a command is no question; what was typed stands in it as it is, not escaped. */
export type WordProblem =
  | { readonly kind: 'unknown-word'; readonly word: string; readonly nearest?: string | undefined }
  /** `@ana` as text: a name that is not unique and that Slack does not resolve. */
  | { readonly kind: 'plain-mention'; readonly text: string }
  | { readonly kind: 'not-a-person'; readonly what: 'channel' | 'user group' | 'whole channel' | 'link' }
  | { readonly kind: 'missing-name'; readonly after: NameAfter }
  | { readonly kind: 'open-quote'; readonly rest: string }
  | { readonly kind: 'unknown-split'; readonly word?: string | undefined; readonly nearest?: string | undefined }
  | { readonly kind: 'unknown-direction'; readonly word?: string | undefined }
  | { readonly kind: 'said-twice'; readonly first: string; readonly second: string }
  /** Words that only the other command understands. */
  | { readonly kind: 'only-stats'; readonly words: string }
  | { readonly kind: 'only-live'; readonly words: string }
  | { readonly kind: 'one-at-a-time' }
  | { readonly kind: 'text-too-long'; readonly length: number; readonly most: number };

export type NameAfter = 'queue' | 'team' | 'group' | 'skill' | 'tz' | 'why';

/** Everything that may be wrong with what somebody typed. */
export type Problem = WordProblem | PeriodProblem;
