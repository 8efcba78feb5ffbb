import type { Posting, PostRefusal } from '../domain/posting.ts';
import { lateness } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';
import { SourceError } from '../reports/ports.ts';
import type { DailySummary } from './daily-summary.ts';
import type { Postable, PostedSummary, Poster, Prepare, ScheduleLog, SkipReason } from './ports.ts';
import type { Finish, Note } from './progress.ts';
import type { Run } from './run.ts';

/** What a claim that was won allows to do. */
export interface Turn {
  readonly attempt: number;
  readonly note: Note | undefined;
  /** Writes down how far it is. False: somebody else has taken over, and nothing more may be done. */
  readonly mark: (note: Note) => Promise<boolean>;
  /** Does it when the channel may get its next message. */
  readonly paced: <T>(work: () => Promise<T>) => Promise<T>;
  /** The process is about to stop: what has not begun is left to another one. */
  readonly stopping: () => boolean;
}

/** How a turn ended. */
export type TurnEnd =
  | { readonly kind: 'finished'; readonly finish: Finish; readonly refusal?: Refusal | undefined }
  | { readonly kind: 'again'; readonly afterMs: number; readonly note: Note }
  /** Nothing was done; another process may. */
  | { readonly kind: 'given-back' }
  | { readonly kind: 'lost' };

/** Why a finished run was not posted, for its owner. */
export type Refusal =
  | { readonly kind: 'post-refused'; readonly why: PostRefusal }
  | { readonly kind: 'summary-refused'; readonly summary: Extract<DailySummary, { kind: 'refused' }> };

/** Nothing was sent, and nothing more is to be done here. */
type Ended = Extract<TurnEnd, { kind: 'given-back' | 'lost' }>;

/** So often is the owner told, a moment apart, before it is left to the log. */
const MOST_TELLS = 3;
const TELL_AGAIN_MS = 2000;
/** Longer waits are for other schedules to use. */
const MOST_PATIENCE_MS = 30_000;
const MOST_TRIES = 10;
const LONGEST_RETRY_MS = 15 * 60_000;

export type MakePost = (run: Run, turn: Turn) => Promise<TurnEnd>;

/**
 * Makes one post at most once, as far as Slack lets us know.
 *
 * Before a message is sent, a note says so. Whoever finds that note, after a death or without an answer of Slack's,
 * waits until nothing can be under way any more and then looks for the message by its metadata. Where the app cannot
 * look, nothing is sent again: the owner is told that it is in doubt, and can post it. What Slack has certainly not
 * taken is posted again.
 *
 * @param parts.flightMs how long a request to Slack may be under way, its timeout included
 * @param parts.firstRetryMs when to try again after a first failure; each time later, up to a quarter of an hour
 */
export function createMakePost(parts: {
  readonly prepare: Prepare;
  readonly poster: Poster;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: ScheduleLog;
  readonly catchUpMs: number;
  readonly flightMs: number;
  readonly firstRetryMs: number;
}): MakePost {
  const { prepare, poster, now, sleep, log, catchUpMs, flightMs, firstRetryMs } = parts;

  const tooLate = (run: Run) => lateness(run.due, now(), catchUpMs) === 'too-late';
  const endOfWindow = ({ due }: Run) => due.at + catchUpMs + 1;

  /** Later and later, however it failed and whatever Slack asked for; but in time to say at the end of the window that it was not made. */
  function again(run: Run, turn: Turn, note: Note, afterMs = 0): TurnEnd {
    const left = endOfWindow(run) - now();
    const later = Math.max(afterMs, retryAfter(turn.attempt, firstRetryMs));
    return { kind: 'again', afterMs: left > 0 ? Math.min(later, left) : later, note };
  }

  /** What an earlier attempt has left in the channel. */
  async function leftBehind(run: Run, note: Note | undefined): Promise<Left> {
    if (note === undefined || note.step === 'waiting') return {};
    if (note.step === 'details' && note.unsent === true) return { posted: { ts: note.ts } };
    await sleep(Math.max(0, note.at + flightMs - now()));
    const found = await poster.find(run);
    if (typeof found === 'object') return { posted: found };
    return found === 'absent' ? leftBy(note) : { ...leftBy(note), inDoubt: note };
  }

  /**
   * The owner is told before it is written down that the run ended so: after a death in between it is told again,
   * rather than never.
   */
  async function tellInDoubt({ name, schedule, due }: Run, part: 'headline' | 'details'): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await poster.tell(schedule, { kind: 'in-doubt', day: due.day, part });
      } catch (error) {
        if (tries === MOST_TELLS) {
          return log.error({ run: name, err: error }, 'the owner of a schedule could not be told');
        }
        await sleep(TELL_AGAIN_MS);
      }
    }
  }

  /**
   * Sends a message after noting that it is about to. Waits as long as Slack says, here and now: whoever comes next in
   * the channel shall not overtake. Meanwhile the note says that it is not sent.
   */
  async function send(
    turn: Turn,
    { note, unsent }: { readonly note: () => Note; readonly unsent: Note },
    message: () => Promise<Posting>,
  ): Promise<Posting | Ended> {
    const once = async (): Promise<Posting | Ended> => {
      if (turn.stopping() && note().step === 'posting') return { kind: 'given-back' };
      return (await turn.mark(note())) ? message() : { kind: 'lost' };
    };
    for (let tries = 1; ; tries++) {
      const sent = await turn.paced(once);
      if (sent.kind !== 'later' || sent.afterMs > MOST_PATIENCE_MS || tries === MOST_TRIES) return sent;
      if (!(await turn.mark(unsent))) return { kind: 'lost' };
      await sleep(sent.afterMs);
    }
  }

  async function headline(run: Run, turn: Turn, summary: Postable): Promise<TurnEnd | PostedSummary> {
    const note = (): Note => ({ step: 'posting', at: now() });
    const unsent: Note = { step: 'waiting', because: 'slack-unavailable' };
    const late = () => lateness(run.due, now(), catchUpMs) !== 'on-time';
    const sent = await send(turn, { note, unsent }, () => poster.headline(run, summary, { late: late() }));
    switch (sent.kind) {
      case 'posted':
        // At once: from here on nothing about the headline is in doubt any more.
        return (await turn.mark(unsentDetails(sent.ts))) ? { ts: sent.ts } : { kind: 'lost' };
      case 'refused':
        return refused({ kind: 'post-refused', why: sent.why });
      case 'later':
        return again(run, turn, unsent, sent.afterMs);
      case 'unknown':
        // The next attempt waits for the rest of the flight and then looks.
        return again(run, turn, note(), flightMs);
      case 'given-back':
      case 'lost':
        return sent;
      default:
        return sent satisfies never;
    }
  }

  async function details(run: Run, turn: Turn, summary: Postable, ts: string): Promise<TurnEnd | PostedSummary> {
    const note = (): Note => ({ step: 'details', at: now(), ts });
    const unsent = unsentDetails(ts);
    const sent = await send(turn, { note, unsent }, () => poster.details(run, summary, ts));
    switch (sent.kind) {
      case 'posted':
        return { ts, detailsTs: sent.ts };
      case 'refused':
        log.warn({ run: run.name, why: sent.why }, 'the details of a summary were refused');
        return { ts };
      case 'later':
        return again(run, turn, unsent, sent.afterMs);
      case 'unknown':
        return again(run, turn, note(), flightMs);
      case 'given-back':
      case 'lost':
        return sent;
      default:
        return sent satisfies never;
    }
  }

  function unsentDetails(ts: string): Note {
    return { step: 'details', at: now(), ts, unsent: true };
  }

  async function post(run: Run, turn: Turn, summary: Postable, left: Left): Promise<TurnEnd> {
    const begun = left.posted ?? (await headline(run, turn, summary));
    if ('kind' in begun) return begun;
    if (left.inDoubt !== undefined) {
      await tellInDoubt(run, 'details');
      return finishedAs(begun, summary);
    }
    const complete = summary.kind === 'quiet' || ('detailsTs' in begun && begun.detailsTs !== undefined);
    const posted = complete ? begun : await details(run, turn, summary, begun.ts);
    return 'kind' in posted ? posted : finishedAs(posted, summary);
  }

  async function leftInDoubt(run: Run, note: Sending): Promise<TurnEnd> {
    await tellInDoubt(run, partOf(note));
    return note.step === 'details' ? cutShort({ ts: note.ts }) : { kind: 'finished', finish: { kind: 'in-doubt' } };
  }

  async function toTheEnd(run: Run, turn: Turn, left: Left): Promise<TurnEnd> {
    if (left.inDoubt?.step === 'posting') return leftInDoubt(run, left.inDoubt);
    if (tooLate(run)) return left.posted === undefined ? skipped(whyLate(turn.note)) : cutShort(left.posted);
    const summary = await prepare(run);
    if (summary.kind === 'refused') return refused({ kind: 'summary-refused', summary });
    if (summary.kind === 'quiet' && run.schedule.quietDays === 'skip') return nothingToSay();
    return post(run, turn, summary, left);
  }

  return async (run, turn) => {
    let last = turn.note;
    const mark = async (note: Note) => {
      const ours = await turn.mark(note);
      if (ours) last = note;
      return ours;
    };
    try {
      return await toTheEnd(run, { ...turn, mark }, await leftBehind(run, turn.note));
    } catch (error) {
      log.warn({ run: run.name, attempt: turn.attempt, err: error }, 'a summary could not be made yet');
      // It could not be looked for to the end of the window.
      if (last !== undefined && last.step !== 'waiting' && tooLate(run)) return leftInDoubt(run, last);
      const because = error instanceof SourceError ? 'genesys-unavailable' : 'slack-unavailable';
      // A note that something may have been sent outlives every later failure.
      return again(run, turn, last === undefined || last.step === 'waiting' ? { step: 'waiting', because } : last);
    }
  };
}

/** Nothing of it stands in the channel, or this; of a part that was about to be sent nobody may know. */
interface Left {
  readonly posted?: PostedSummary | undefined;
  readonly inDoubt?: Sending | undefined;
}

type Sending = Exclude<Note, { step: 'waiting' }>;

function leftBy(note: Sending): Left {
  return note.step === 'details' ? { posted: { ts: note.ts } } : {};
}

function partOf({ step }: Sending): 'headline' | 'details' {
  return step === 'details' ? 'details' : 'headline';
}

function retryAfter(attempt: number, firstMs: number): number {
  return Math.min(LONGEST_RETRY_MS, firstMs * 2 ** Math.min(attempt - 1, 10));
}

function whyLate(note: Note | undefined): SkipReason {
  return note?.step === 'waiting' ? note.because : 'late';
}

function skipped(because: SkipReason): TurnEnd {
  return { kind: 'finished', finish: { kind: 'skipped', because } };
}

function nothingToSay(): TurnEnd {
  return { kind: 'finished', finish: { kind: 'nothing-to-say' } };
}

function refused(refusal: Refusal): TurnEnd {
  const why = refusal.kind === 'post-refused' ? refusal.why : 'summary';
  return { kind: 'finished', finish: { kind: 'refused', why }, refusal };
}

/** Its headline stands, and the time for more is over. */
function cutShort(left: PostedSummary): TurnEnd {
  return { kind: 'finished', finish: { kind: 'posted', ...left, partial: false, digest: '' } };
}

function finishedAs(posted: PostedSummary, { report, digest }: Postable): TurnEnd {
  return { kind: 'finished', finish: { kind: 'posted', ...posted, partial: report.filling, digest } };
}
