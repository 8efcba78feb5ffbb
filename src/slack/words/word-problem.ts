import type { PeriodProblem } from '../../domain/period/problem.ts';
import type { KnownName } from '../../domain/question.ts';

/** Why the text of a command is no question; what was typed stands in it as it is, not escaped. */
export type WordProblem =
  /** `offer`: the whole text, with what was probably meant, which is understood as it stands. */
  | {
      readonly kind: 'unknown-word';
      readonly word: string;
      /** It belongs to periods, and makes none with the words around it: `since lunch`. */
      readonly ofPeriod?: true | undefined;
      readonly nearest?: string | undefined;
      readonly offer?: string | undefined;
    }
  /** `@ana` as text: a name that is not unique and that Slack does not resolve. */
  | { readonly kind: 'plain-mention'; readonly text: string }
  | { readonly kind: 'not-a-person'; readonly what: 'channel' | 'user group' | 'whole channel' | 'link' }
  | { readonly kind: 'missing-name'; readonly after: NameAfter }
  | { readonly kind: 'open-quote'; readonly rest: string }
  | { readonly kind: 'unknown-split'; readonly word?: string | undefined; readonly nearest?: string | undefined }
  | { readonly kind: 'unknown-direction'; readonly word?: string | undefined }
  | { readonly kind: 'said-twice'; readonly first: string; readonly second: string }
  /** `vs` with one thing beside it. */
  | { readonly kind: 'one-sided'; readonly words: string }
  /** Two teams, a person and a team: no answer sets them side by side. */
  | { readonly kind: 'not-side-by-side'; readonly words: string }
  /** A name of several things: each with the text that asks about it alone. */
  | { readonly kind: 'several-names'; readonly words: string; readonly meant: readonly Meant[] }
  /** Surveys, schedules and the like, which other systems know. */
  | { readonly kind: 'not-measured'; readonly words: string }
  /** EST is many cities’ time. */
  | { readonly kind: 'zone-abbreviation'; readonly word: string }
  /** Words that only the other command understands. */
  | { readonly kind: 'only-stats'; readonly words: string; readonly offer?: string | undefined }
  | { readonly kind: 'only-live'; readonly words: string; readonly offer?: string | undefined }
  /** `on hold over 3 minutes`, `AHT over 6 min`: how long is in the answer, and nothing to ask by. */
  | { readonly kind: 'no-threshold'; readonly words: string; readonly state: string }
  | { readonly kind: 'one-at-a-time' }
  | { readonly kind: 'text-too-long'; readonly length: number; readonly most: number };

export type NameAfter = 'queue' | 'team' | 'group' | 'skill' | 'tz' | 'why';

/** One of the things that a name may mean. */
export interface Meant {
  readonly what: KnownName['kind'] | 'word';
  readonly name: string;
  /** The whole question with this one. */
  readonly text: string;
}

/** Everything that may be wrong with what somebody typed. */
export type Problem = WordProblem | PeriodProblem;
