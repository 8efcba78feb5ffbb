import { isDeepStrictEqual } from 'node:util';
import { previousPeriod } from '../../domain/period/compared-period.ts';
import { periodWords, readPeriod } from '../../domain/period/period.ts';
import type { StatsQuestion } from '../../domain/question.ts';
import { SPLITS, type Split } from '../../domain/split.ts';
import type { Names } from '../../reports/people/names.ts';
import type { AgentStats } from '../../reports/stats/agent-stats.ts';
import type { LargeQuestion, NothingMeasured, StatsAnswer, StatsReport } from '../../reports/stats/answer.ts';
import type { Asked, Clicked, Feature, Help, Outcome } from '../feature.ts';
import type { Upload } from '../files.ts';
import { oldButtonMessage } from '../kit/failure.ts';
import type { Message } from '../kit/message.ts';
import { decodeLiveQuestion, decodeStatsQuestion, encodeStatsQuestion } from '../kit/question.ts';
import type { Outbox, Posted } from '../outbox.ts';
import { readWithNames } from '../people/known-names.ts';
import { withEmails } from '../people/mentions.ts';
import type { People } from '../people/people.ts';
import { chosen, type PickButton, whoProblemMessage } from '../people/who-problem.ts';
import { problemMessage } from '../words/problem.ts';
import { readStats } from '../words/words.ts';
import { csvFiles } from './csv.ts';
import { definitionsMessage } from './definitions.ts';
import { detailsMessage } from './details.ts';
import { statsMessage } from './message.ts';
import type { StatsView } from './notes.ts';
import {
  filesMessage,
  filesSentMessage,
  largeMessage,
  noFilesMessage,
  nothingMessage,
  notRefreshedMessage,
  progressMessage,
  statsProblemMessage,
} from './outcomes.ts';
import { STATS } from './usage.ts';

/** A direct message about a large question is edited this often before its answer stands there. */
const MOST_PROGRESS_EDITS = 3;

type Measured = StatsReport | NothingMeasured;

/** `/agent-stats` and its buttons: how a period went. */
export function createStatsFeature(parts: {
  readonly stats: AgentStats;
  readonly names: Names;
  readonly people: People;
  readonly outbox: Outbox;
  /** Nothing where the app may not upload files: there is no button for it then. */
  readonly upload: Upload | undefined;
  readonly help: Help;
  readonly now: () => number;
}): Feature {
  const { stats, names, people, outbox, upload, help, now } = parts;

  const viewFor = ({ asker, sharing }: Asked): StatsView => ({
    now: now(),
    timeZone: asker.timeZone,
    sharing,
    files: upload !== undefined,
  });

  async function ask(text: string, asked: Asked): Promise<Outcome> {
    const words = await readWithNames(readStats, text, names, asked.asker, 'stats');
    switch (words.kind) {
      case 'help':
        return { outcome: 'help', message: help(STATS) };
      case 'problem':
        return { outcome: words.problem.kind, message: problemMessage(words.problem, STATS.name) };
      case 'stats': {
        const named = await withEmails(words.who, people);
        return 'refusal' in named ? named.refusal : answer({ ...words, who: named.targets }, asked, false);
      }
      default:
        return words satisfies never;
    }
  }

  async function answer(question: StatsQuestion, asked: Asked, replace: boolean): Promise<Outcome> {
    const found = await stats.answer(question, asked.asker);
    if (found.kind === 'large') return answerLater(found, asked);
    if (isMeasured(found) && found.refreshed !== undefined) return answerTwice(found, found.refreshed, asked, replace);
    return { outcome: outcomeOf(found), message: messageOf(found, question, asked), replace };
  }

  /**
   * What is remembered is told at once, and then what is fresh: in its place where a message was clicked. The answer to
   * a command cannot be replaced, so there a second one is sent, and only when a figure has changed.
   */
  async function answerTwice(
    known: Measured,
    refreshed: () => Promise<Measured>,
    asked: Asked,
    replace: boolean,
  ): Promise<Outcome> {
    await asked.tell(measuredMessage(known, viewFor(asked)), replace);
    const fresh = await refreshed();
    if (fresh.stale) return { outcome: 'not-refreshed', message: notRefreshedMessage() };
    if (!replace && sameFigures(known, fresh)) return { outcome: 'answered' };
    return { outcome: outcomeOf(fresh), message: measuredMessage(fresh, viewFor(asked)), replace };
  }

  function messageOf(found: Exclude<StatsAnswer, LargeQuestion>, question: StatsQuestion, asked: Asked): Message {
    switch (found.kind) {
      case 'report':
      case 'nothing':
        return measuredMessage(found, viewFor(asked));
      case 'period-problem':
        return problemMessage(found.problem, STATS.name);
      case 'who-problem':
        return whoProblemMessage(found.problem, {
          asker: asked.asker,
          about: 'stats',
          pick: (target) => pickButton({ ...question, who: chosen(question.who, found.problem, target) }),
        });
      case 'unknown-zone':
      case 'no-such-skill':
      case 'several-skills':
      case 'too-large':
        return statsProblemMessage(found);
      default:
        return found satisfies never;
    }
  }

  /** The answer to a large question: a direct message that says how far it is, and then is the answer. */
  async function answerLater(large: LargeQuestion, asked: Asked): Promise<Outcome> {
    await asked.tell(largeMessage(large));
    const { plannedRequests } = large;
    const posted = await outbox.direct(asked.asker.slackUserId, progressMessage(0, plannedRequests));
    let edits = 0;
    let editing = Promise.resolve();
    const found = await large.proceed((done, planned) => {
      const due = Math.floor((done / planned) * (MOST_PROGRESS_EDITS + 1));
      if (due <= edits || edits === MOST_PROGRESS_EDITS) return;
      edits = Math.min(due, MOST_PROGRESS_EDITS);
      editing = edit(editing, posted, progressMessage(done, planned));
    });
    await editing;
    await outbox.update(posted, measuredMessage(found, viewFor(asked)));
    return { outcome: 'answered-directly' };
  }

  /** One edit after the other. One that Slack does not take is no reason to lose the answer. */
  async function edit(before: Promise<void>, posted: Posted, message: Message): Promise<void> {
    await before;
    await outbox.update(posted, message).catch(() => undefined);
  }

  async function share(clicked: Clicked, question: StatsQuestion): Promise<Outcome> {
    const found = await stats.answer(question, clicked.asker);
    if (found.kind === 'large') return { outcome: 'large', message: largeMessage(found) };
    if (!isMeasured(found)) {
      return { outcome: outcomeOf(found), message: messageOf(found, question, clicked) };
    }
    const copy = measuredMessage(found, { ...viewFor(clicked), sharedBy: clicked.asker.slackUserId });
    const ofQueue = found.scope === 'queue' && question.by !== 'agent';
    return clicked.share(copy, { named: !ofQueue });
  }

  /** The period before the one that is shown, in the zone in which it was answered. */
  function before(question: StatsQuestion, { asker }: Asked): StatsQuestion {
    const timeZone = question.timeZone ?? asker.timeZone;
    const reading = readPeriod(question.period, { now: now(), timeZone, weekStart: asker.weekStart });
    return reading.kind === 'problem' ? question : { ...question, period: periodWords(previousPeriod(reading.period)) };
  }

  async function details(clicked: Clicked, question: StatsQuestion): Promise<Outcome> {
    const found = await stats.answer(question, clicked.asker);
    if (found.kind === 'report') return { outcome: 'answered', message: detailsMessage(found, viewFor(clicked)) };
    if (found.kind === 'large') return { outcome: 'large', message: largeMessage(found) };
    return { outcome: outcomeOf(found), message: messageOf(found, question, clicked) };
  }

  /** The answer as files in the asker's direct messages, whose id comes from a message that is posted there. */
  async function exported(clicked: Clicked, question: StatsQuestion): Promise<Outcome> {
    if (upload === undefined) return { outcome: 'no-files', message: noFilesMessage() };
    const { asker } = clicked;
    const found = await stats.answer(question, asker);
    if (found.kind === 'large') return { outcome: 'large', message: largeMessage(found) };
    if (found.kind !== 'report') return { outcome: outcomeOf(found), message: messageOf(found, question, clicked) };
    const files = csvFiles(found, await stats.agentDays(question, asker));
    const posted = await outbox.direct(asker.slackUserId, filesMessage(found, files.length));
    await upload(posted.channel, files);
    return { outcome: 'exported', message: filesSentMessage() };
  }

  /** The question that a button carries; a value that is not ours gets a sentence. */
  const asking =
    (work: (clicked: Clicked, question: StatsQuestion) => Promise<Outcome>, decode = decodeStatsQuestion) =>
    async (clicked: Clicked): Promise<Outcome> => {
      const question = decode(clicked.value);
      return question === undefined ? { outcome: 'old-button', message: oldButtonMessage() } : work(clicked, question);
    };
  const answering = (replace: boolean) => asking((clicked, question) => answer(question, clicked, replace));

  return {
    commands: [{ ...STATS, answer: (asked) => ask(asked.text, asked) }],
    actions: {
      ask_stats: (clicked) => ask(clicked.value, clicked),
      stats_ask: answering(false),
      stats_pick: answering(true),
      // Of buttons of an earlier release, which carry the period before.
      stats_previous: answering(true),
      stats_before: asking((clicked, question) => answer(before(question, clicked), clicked, true)),
      stats_by: asking((clicked, question) => answer({ ...question, by: splitNamed(clicked.suffix) }, clicked, true)),
      stats_details: asking(details),
      stats_csv: asking(exported),
      stats_refresh: answering(true),
      stats_share: asking((clicked, question) => clicked.once(() => share(clicked, question))),
      stats_definitions: async ({ value }) => ({
        outcome: 'answered',
        message: definitionsMessage(value),
      }),
      live_stats_today: asking((clicked, question) => answer(question, clicked, false), todayOf),
    },
  };
}

function splitNamed(suffix: string): Split | undefined {
  return SPLITS.find((split) => split === suffix);
}

function isMeasured(found: StatsAnswer): found is Measured {
  return found.kind === 'report' || found.kind === 'nothing';
}

/** What a reader sees of them is the same, but for how fresh it is. */
function sameFigures(known: Measured, fresh: Measured): boolean {
  const figuresOf = (answer: Measured) =>
    answer.kind === 'nothing' ? [] : [answer.now, answer.before?.sums, answer.status, answer.split];
  return isDeepStrictEqual(figuresOf(known), figuresOf(fresh));
}

function measuredMessage(found: Measured, view: StatsView): Message {
  return found.kind === 'report' ? statsMessage(found, view) : nothingMessage(found, view);
}

function pickButton(question: StatsQuestion): PickButton | undefined {
  const value = encodeStatsQuestion(question);
  return value === undefined ? undefined : { actionId: 'stats_pick', value };
}

/** Today's figures of whom a live answer is about. */
function todayOf(value: string): StatsQuestion | undefined {
  const live = decodeLiveQuestion(value);
  return live && { kind: 'stats', who: live.who, period: 'today', media: live.media };
}

function outcomeOf(answer: StatsAnswer): string {
  if (answer.kind === 'who-problem' || answer.kind === 'period-problem') return answer.problem.kind;
  return answer.kind === 'report' ? 'answered' : answer.kind;
}
