import type { FigureId } from '../../domain/figures/metrics.ts';
import type { Medium } from '../../domain/media.ts';
import type { Availability, LiveFilter, Target } from '../../domain/question.ts';
import type { Split } from '../../domain/split.ts';

/** Somebody as asked for in Slack: a mention is still to be looked up there. */
export type AskedTarget = Target | { readonly kind: 'slack-user'; readonly slackUserId: string };

/** A thing that words say, and the words. */
export interface Said<T> {
  readonly value: T;
  readonly words: string;
}

/** What a word says that is a state now and a figure of what is over. */
export interface StateOrFigure {
  readonly state?: LiveFilter | undefined;
  readonly are?: Availability | undefined;
  readonly figure?: FigureId | undefined;
}

/** The first or last of a ranking, and what it is made by when no figure is named. */
export interface Ranking {
  readonly count: number;
  readonly most: boolean;
  readonly figure?: FigureId | undefined;
  /** The first are those with the better figure. */
  readonly judged?: boolean | undefined;
}

/** Everything that the words of a question say, whichever command they stand behind, in the order they were typed. */
export interface Gathered {
  readonly who: readonly AskedTarget[];
  readonly media: readonly Medium[];
  readonly states: readonly Said<StateOrFigure>[];
  readonly figures: readonly Said<FigureId>[];
  readonly by: readonly Said<Split>[];
  readonly top: readonly Said<Ranking>[];
  readonly skill: readonly Said<string>[];
  readonly direction: readonly Said<'inbound' | 'outbound'>[];
  readonly zone: readonly Said<string>[];
  /** The words of periods, each run of them in one piece. */
  readonly periods: readonly string[];
  /** `vs`, `compare`: the second period is what the first is compared with. */
  readonly versus: readonly string[];
  /** `stats`, `did`: what is asked about is over. */
  readonly past: readonly string[];
  /** `who`: of what was measured each one is asked for. */
  readonly asksWho: readonly string[];
  /** Words that mean nothing. */
  readonly unknown: readonly string[];
}

export const NOTHING: Gathered = {
  who: [],
  media: [],
  states: [],
  figures: [],
  by: [],
  top: [],
  skill: [],
  direction: [],
  zone: [],
  periods: [],
  versus: [],
  past: [],
  asksWho: [],
  unknown: [],
};

export function joined(all: Gathered, adds: Partial<Gathered>): Gathered {
  return {
    who: [...all.who, ...(adds.who ?? [])],
    media: [...all.media, ...(adds.media ?? [])],
    states: [...all.states, ...(adds.states ?? [])],
    figures: [...all.figures, ...(adds.figures ?? [])],
    by: [...all.by, ...(adds.by ?? [])],
    top: [...all.top, ...(adds.top ?? [])],
    skill: [...all.skill, ...(adds.skill ?? [])],
    direction: [...all.direction, ...(adds.direction ?? [])],
    zone: [...all.zone, ...(adds.zone ?? [])],
    periods: [...all.periods, ...(adds.periods ?? [])],
    versus: [...all.versus, ...(adds.versus ?? [])],
    past: [...all.past, ...(adds.past ?? [])],
    asksWho: [...all.asksWho, ...(adds.asksWho ?? [])],
    unknown: [...all.unknown, ...(adds.unknown ?? [])],
  };
}
