import pLimit from 'p-limit';
import type { Instant, Interval } from '../../domain/time.ts';
import { SourceError } from '../../reports/ports.ts';
import { type Cut, pieces } from './intervals.ts';
import { type AnalyticsLimits, halvesOf, type Part } from './parts.ts';

/** Requests of one question at the same time: others ask as well. */
const PARALLEL = 3;
/** From so many requests on, the asker has been told that it takes longer: it may wait for the budget's next window. */
const LARGE = 60;
const LARGE_PATIENCE_MS = 90_000;

const DAY_MS = 86_400_000;
/** What is tried where an interval is refused as it is: nothing finer is known to be demanded anywhere. */
const HALF_HOUR_MS = 1_800_000;

/** Asks an endpoint of Analytics for the parts of a question, and learns what it takes. */
export interface Asking {
  /** As configured, or as found since: nobody documents them. They hold for as long as the process lives. */
  limits(): AnalyticsLimits;
  /**
   * The answers to all parts, and to smaller ones in the place of one that was too much. When one fails, no further
   * one is asked.
   */
  all<T>(
    parts: readonly Part[],
    cut: Cut,
    ask: (part: Part, patienceMs: number | undefined) => Promise<T>,
  ): Promise<readonly T[]>;
}

/** @param inHalfHours the endpoint may demand whole half-hours, and a little more than was asked for does no harm */
export function createAsking(configured: AnalyticsLimits, { inHalfHours }: { readonly inHalfHours: boolean }): Asking {
  let limits = configured;

  return {
    limits: () => limits,

    async all(parts, cut, ask) {
      const limit = pLimit(PARALLEL);
      const patienceMs = parts.length > LARGE ? LARGE_PATIENCE_MS : undefined;
      type Answers = readonly Awaited<ReturnType<typeof ask>>[];

      async function inTurn(some: readonly Part[]): Promise<Answers> {
        const answers: Awaited<ReturnType<typeof ask>>[] = [];
        for (const one of some) answers.push(...(await answersTo(one)));
        return answers;
      }

      async function answersTo(part: Part): Promise<Answers> {
        const within = pieces(part.interval, cut, limits.maxDays);
        if (within.length > 1) return inTurn(within.map((interval) => ({ ...part, interval })));
        const aligned = alignedTo(limits.alignMs, part);
        try {
          return [await ask(aligned, patienceMs)];
        } catch (error) {
          if (!(error instanceof SourceError) || error.kind !== 'invalid-request') throw error;
          return smaller(aligned, error);
        }
      }

      /** A 400 does not always say what it minds: the interval is made smaller, down to a day, before it is told. */
      async function smaller(part: Part, error: SourceError): Promise<Answers> {
        if (error.because === undefined && inHalfHours) {
          const aligned = alignedTo(HALF_HOUR_MS, part);
          const answer = aligned === part ? undefined : await ask(aligned, patienceMs).catch(again);
          if (answer !== undefined) {
            limits = { ...limits, alignMs: HALF_HOUR_MS };
            return [answer];
          }
        }
        const halves = halvesOf(part, error.because === 'size' ? 'size' : 'interval', cut.timeZone);
        const [first, ...others] = halves;
        if (first === undefined || others.length === 0) throw asTooMuch(error);
        const answers = await answersTo(first);
        if (error.because !== 'size') limits = { ...limits, maxDays: Math.min(limits.maxDays, daysIn(first.interval)) };
        return [...answers, ...(await inTurn(others))];
      }

      const answers = parts.map((part) =>
        limit(async () => {
          try {
            return await answersTo(part);
          } catch (error) {
            limit.clearQueue();
            throw error;
          }
        }),
      );
      return (await Promise.all(answers)).flat();
    },
  };
}

/** Nothing when it is refused once more. */
function again(error: unknown): undefined {
  if (error instanceof SourceError && error.kind === 'invalid-request') return undefined;
  throw error;
}

/** No smaller question is left to ask: a person can ask one. */
function asTooMuch(error: SourceError): SourceError {
  const { kind, endpoint, status, correlationId, because = 'interval' } = error;
  return new SourceError({ kind, endpoint, status, correlationId, because });
}

function daysIn({ start, end }: Interval): number {
  return Math.max(1, Math.round((end - start) / DAY_MS));
}

/** The same part when its interval is aligned already, or need not be. */
function alignedTo(alignMs: number, part: Part): Part {
  if (alignMs <= 0) return part;
  const start: Instant = Math.floor(part.interval.start / alignMs) * alignMs;
  const end: Instant = Math.ceil(part.interval.end / alignMs) * alignMs;
  return start === part.interval.start && end === part.interval.end ? part : { ...part, interval: { start, end } };
}
