/** Why the words for a period cannot be answered; `asked` is what was typed, clipped, not yet escaped for anything. */
export type PeriodProblem =
  /** It has not begun. `begins` is its first date, where the words name one. */
  | { readonly kind: 'future-period'; readonly asked: string; readonly begins?: string | undefined }
  /** The calendar has no such day, week or month, or the zone skipped the day. */
  | { readonly kind: 'no-such-day'; readonly asked: string }
  /** 01/11/2026: the ISO dates it may mean, day first and month first. */
  | { readonly kind: 'ambiguous-date'; readonly asked: string; readonly readings: readonly [string, string] }
  /** Monday 17 November, which is a Tuesday. */
  | { readonly kind: 'other-weekday'; readonly asked: string; readonly is: string; readonly date: string }
  /** 3m: minutes or months. */
  | { readonly kind: 'minutes-or-months'; readonly asked: string; readonly count: number }
  /** 9 to 12: hours or days. */
  | { readonly kind: 'hours-or-days'; readonly asked: string; readonly from: number; readonly to?: number | undefined }
  /** A year of the books begins when each company says so. */
  | { readonly kind: 'fiscal-year'; readonly asked: string }
  /** Early November, end of last month: nobody says how much of it. */
  | { readonly kind: 'vague'; readonly asked: string }
  /** Last few days. */
  | { readonly kind: 'how-many'; readonly asked: string }
  /** Until Friday: it has no beginning. */
  | { readonly kind: 'no-beginning'; readonly asked: string }
  /** Days with others between them: one answer is about one stretch of time. */
  | { readonly kind: 'not-one-stretch'; readonly asked: string }
  /** Last 0 days. */
  | { readonly kind: 'at-least-one'; readonly asked: string }
  | { readonly kind: 'period-too-long'; readonly asked: string; readonly maxMonths: number }
  | { readonly kind: 'end-before-start'; readonly asked: string; readonly start: string; readonly end: string }
  | {
      readonly kind: 'unknown-period';
      readonly asked: string;
      /** The first word that belongs to no period. */
      readonly word?: string | undefined;
      /** Words close to those typed that do make a period. */
      readonly nearest?: string | undefined;
    };
