import { parseArgs } from 'node:util';
import type { Asker } from '../../domain/asker.ts';
import { isTimeZone } from '../../domain/period/zone.ts';
import { newReference } from '../../questions.ts';
import type { Message } from '../../slack/kit/message.ts';
import { escapeText } from '../../slack/kit/mrkdwn.ts';
import { plainText } from '../../slack/kit/say.ts';
import { wholeText } from '../../slack/kit/text.ts';
import { isTold, liveMessage } from '../../slack/live/message.ts';
import { LIVE } from '../../slack/live/usage.ts';
import { readWithNames } from '../../slack/people/known-names.ts';
import { withEmails } from '../../slack/people/mentions.ts';
import { whoProblemMessage } from '../../slack/people/who-problem.ts';
import { statsCard } from '../../slack/stats/message.ts';
import { nothingMessage, statsProblemMessage } from '../../slack/stats/outcomes.ts';
import { STATS } from '../../slack/stats/usage.ts';
import type { AskedLive, AskedStats } from '../../slack/words/asked.ts';
import { either } from '../../slack/words/either.ts';
import { problemMessage } from '../../slack/words/problem.ts';
import { readLive, readStats } from '../../slack/words/words.ts';
import { atDesk, type Desk, tellUsage } from '../desk.ts';
import { findPeople } from '../find-people.ts';
import { readPerson } from '../person-ids.ts';
import { type ExitCode, harmless, type Terminal } from '../terminal.ts';
import { explainedFigures, liveAsJson, nothingAsJson, reportAsJson } from './ask-json.ts';

const ASK_USAGE = `Asks what can be asked in Slack, as somebody who may see the answer. It is in the audit, as of the door "cli".

  npm run -s ask -- "last week queue Billing" --as ana@example.com
  npm run -s ask -- "who is free in Billing?" --as U02ANA --json

  --as        who asks: an address or a Slack id; they see what they see in Slack
  --tz        a time zone (Europe/Madrid) in the place of theirs
  --json      figures in milliseconds, counts and shares of 1, with where they are from
  --explain   each figure with its formula and what it was made of, and the requests that it took`;

interface Request {
  readonly words: string;
  readonly as: string;
  readonly timeZone: string | undefined;
  readonly json: boolean;
  readonly explain: boolean;
}

/** `npm run ask`: the answer to a question, for a script, or for whoever wonders where a figure is from. */
export async function askCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = readArguments(args);
  if (typeof request === 'string') return tellUsage(ASK_USAGE, request === 'help', terminal);
  const refuse = (sentence: string): ExitCode => {
    terminal.complain(`ask: ${sentence}`);
    return 1;
  };
  const person = readPerson(request.as);
  if (person === undefined || person.kind === 'genesys-id') {
    return refuse(`"${harmless(request.as)}" is no Slack id (U02ANA) and no email address`);
  }
  if (request.timeZone !== undefined && !isTimeZone(request.timeZone)) {
    return refuse(`"${harmless(request.timeZone)}" is no time zone; write it as a region and a city: Europe/Madrid`);
  }
  return atDesk('ask', env, terminal, async (desk, config) => {
    const ids = await findPeople([person], config, (sentence) => terminal.complain(`ask: ${sentence}`));
    const userId = ids?.find((id) => /^[UW]/.test(id));
    if (userId === undefined) return refuse(`Slack knows nobody as ${harmless(request.as)}`);
    const asker = await desk.people.asker({ userId, teamIds: [] });
    if (asker.kind !== 'member') return refuse(`${userId} is no full member of this workspace, and sees nothing`);
    const by = request.timeZone === undefined ? asker : { ...asker, timeZone: request.timeZone };
    const question = { name: 'cli', channelId: undefined, reference: newReference(), userId };
    const { result, requests } = await desk.ask(question, () => answered(desk, request, by));
    if ('refusal' in result) return refuse(result.refusal);
    if (request.json) {
      terminal.print(JSON.stringify({ ...result.json, ...(request.explain && { requests }) }, undefined, 2));
      return 0;
    }
    terminal.print(result.text);
    if (!request.explain) return 0;
    const asked = Object.entries(requests).map(([endpoint, { count, ms }]) => `${endpoint}: ${count} in ${ms} ms`);
    terminal.print(
      ['', ...result.explained, '', ...(asked.length === 0 ? ['no request: remembered'] : asked)].join('\n'),
    );
    return 0;
  });
}

function readArguments(args: readonly string[]): Request | 'help' | 'problem' {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        tz: { type: 'string' },
        json: { type: 'boolean' },
        explain: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return 'help';
    const words = positionals.join(' ').trim();
    if (words === '' || values.as === undefined) return 'problem';
    const { json = false, explain = false } = values;
    return { words, as: values.as, timeZone: values.tz, json, explain };
  } catch {
    return 'problem';
  }
}

type Answered =
  | { readonly refusal: string }
  | { readonly text: string; readonly json: object; readonly explained: readonly string[] };

/** The words are read, the rights decided and the figures made where a command's are. */
async function answered(desk: Desk, { words, explain }: Request, asker: Asker): Promise<Answered> {
  // As Slack sends what somebody types.
  const [, command, text = ''] = /^\s*(?:\/agent-(live|stats)\b)?\s*(.*)$/s.exec(escapeText(words)) ?? [];
  const { names } = desk.reports;
  const known = { live: await names.in(text, asker, 'live'), stats: await names.in(text, asker, 'stats') };
  switch (command ?? either(text, known)) {
    case 'live': {
      const read = await readWithNames(readLive, text, names, asker, 'live');
      if (read.kind === 'problem') return refused(problemMessage(read.problem, LIVE.name));
      return read.kind === 'live' ? answeredNow(desk, read, asker) : { refusal: NO_QUESTION };
    }
    case 'stats': {
      const read = await readWithNames(readStats, text, names, asker, 'stats');
      if (read.kind === 'problem') return refused(problemMessage(read.problem, STATS.name));
      return read.kind === 'stats' ? answeredThen(desk, read, asker, explain) : { refusal: NO_QUESTION };
    }
    default:
      return { refusal: NO_QUESTION };
  }
}

const NO_QUESTION = 'that asks nothing about the contact centre: "last week team", "who is free in Billing?"';

async function answeredNow(desk: Desk, words: AskedLive, asker: Asker): Promise<Answered> {
  const named = await withEmails(words.who, desk.people);
  if ('refusal' in named) return refused(named.refusal.message);
  const found = await desk.reports.live.answer({ ...words, who: named.targets }, asker);
  const view = { now: Date.now(), timeZone: asker.timeZone, appUrl: '', asker, sharing: 'nowhere' } as const;
  const message = liveMessage(found, view);
  if (!isTold(found)) return refused(message);
  return { text: plain(wholeText(message.card)), json: liveAsJson(found), explained: [] };
}

async function answeredThen(desk: Desk, words: AskedStats, asker: Asker, explain: boolean): Promise<Answered> {
  const named = await withEmails(words.who, desk.people);
  if ('refusal' in named) return refused(named.refusal.message);
  const first = await desk.reports.stats.answer({ ...words, who: named.targets }, asker);
  const found = first.kind === 'large' ? await first.proceed(() => undefined) : first;
  const view = { now: Date.now(), timeZone: asker.timeZone, sharing: 'nowhere', files: false } as const;
  switch (found.kind) {
    case 'report': {
      const json = reportAsJson(found, explain);
      return { text: plain(wholeText(statsCard(found, view))), json, explained: explainedFigures(found) };
    }
    case 'nothing':
      return { text: plain(nothingMessage(found, view).text), json: nothingAsJson(found), explained: [] };
    case 'period-problem':
      return refused(problemMessage(found.problem, STATS.name));
    case 'who-problem':
      return refused(whoProblemMessage(found.problem, { asker, about: 'stats' }));
    case 'unknown-zone':
    case 'no-such-skill':
    case 'several-skills':
    case 'too-large':
      return refused(statsProblemMessage(found));
    default:
      return found satisfies never;
  }
}

function refused(message: Message | undefined): Answered {
  return { refusal: plain(message?.text ?? '') };
}

/** Without what Slack escapes and sets apart. */
function plain(text: string): string {
  return plainText({ shown: text, spoken: text });
}
