import type { Line } from './say.ts';

/**
 * A message as it is meant. It is rendered twice, in this room only: to blocks (`blocks.ts`) and to `text` (`text.ts`),
 * with Slack's limits and the order of fallbacks (`render.ts`). From top to bottom as it is shown.
 */
export interface Card {
  /** The first line answers: whoever reads nothing else knows what to do. */
  readonly head: readonly Line[];
  /** At most four, in bold, each with its name and its change. */
  readonly figures?: readonly CardFigure[] | undefined;
  /** At most two are shown, above the table. */
  readonly charts?: readonly Chart[] | undefined;
  readonly body?: readonly Part[] | undefined;
  readonly table?: Table | undefined;
  /** Small print, one line each; the source comes last. */
  readonly notes?: readonly Line[] | undefined;
  readonly buttons?: Buttons | undefined;
  /** The spoken answer beside blocks. Without it the whole answer is the `text`. */
  readonly aloud?: Aloud | undefined;
}

export interface Aloud {
  readonly lines: readonly Line[];
  /** Characters at most: 600 for figures and summaries, 1,500 for boards. */
  readonly most: number;
}

export interface CardFigure {
  /** `45.7 %`, in bold. */
  readonly value: string;
  /** `service level voice`. */
  readonly name: string;
  /** `+1.7 points, better`, under it. */
  readonly change?: string | undefined;
}

/** What stands between the figures and the table, or is all there is. */
export type Part =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'divider' }
  /** A paragraph; several lines stay together as far as a block holds them. */
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  /** A line with a button of its own beside it. */
  | { readonly kind: 'row'; readonly lines: readonly Line[]; readonly button: Button }
  /** Lines about one thing, with what can be done with it behind `⋯`. */
  | { readonly kind: 'item'; readonly lines: readonly Line[]; readonly more: Menu }
  | { readonly kind: 'small'; readonly lines: readonly Line[] }
  /** Things to choose from, in the middle of a message. */
  | { readonly kind: 'choice'; readonly buttons: readonly Button[] };

export interface Table {
  /** What it shows, for a screen reader: `Billing EU by day`. */
  readonly caption: string;
  /** Rows of time keep their order; named rows (people, queues, codes) can be sorted and paged by the reader. */
  readonly of: 'time' | 'names';
  readonly columns: readonly string[];
  /** As many cells as columns; the first names the row. Names are plain text here: nothing is an escape in a table. */
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that were left out before, to be counted with those for which there is no room. */
  readonly left?: number | undefined;
}

/** Text, or a number that is sorted by its value (seconds, counts, per cent) and read as its text. */
export type Cell = string | { readonly value: number; readonly text: string };

/** Bars or lines over shared categories. A series without a value at each point is not drawn: a gap is no zero. */
export interface Chart {
  readonly title: string;
  readonly type: 'bar' | 'line';
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  /** `conversations`, `minutes`, `%`. */
  readonly unit: string;
}

export interface Button {
  /** The action id; further buttons of the same action add something behind a colon. */
  readonly action: string;
  readonly label: string;
  /** What it is about, for a screen reader: `Refresh: Ana López`. */
  readonly about?: string | undefined;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
  readonly style?: 'primary' | 'danger' | undefined;
  readonly confirm?: Confirm | undefined;
}

export interface Confirm {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

/** Three at most, the likeliest next step first, and the rest behind `⋯`. */
export interface Buttons {
  readonly row: readonly Button[];
  readonly more?: Menu;
}

/** Behind `⋯`: acts on one thing, whose value they share. */
export interface Menu {
  readonly value: string;
  readonly about?: string | undefined;
  readonly options: readonly Option[];
}

/** Something behind `⋯`: an action that gets the shared value, or a link. */
export type Option =
  | { readonly label: string; readonly action: string }
  | { readonly label: string; readonly url: string };
