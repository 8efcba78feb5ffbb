import { dayLabel } from '../../domain/period/date-label.ts';
import type { PeriodProblem } from '../../domain/period/problem.ts';
import type { Message } from '../kit/message.ts';
import { sentence } from '../kit/render.ts';
import { code, join, type Line, name, quoted, say } from '../kit/say.ts';
import type { Usage } from '../kit/usage.ts';
import { SHOWN_SPLITS } from './vocabulary.ts';
import type { NameAfter, Problem, WordProblem } from './word-problem.ts';

export type Command = Usage['name'];

/** What was wrong with the words of a command, what to do, and an example that works. */
export function problemMessage(problem: Problem, command: Command): Message {
  return sentence(whatIsWrong(problem, command));
}

function whatIsWrong(problem: Problem, command: Command): Line {
  switch (problem.kind) {
    case 'future-period':
    case 'no-such-day':
    case 'ambiguous-date':
    case 'at-least-one':
    case 'period-too-long':
    case 'end-before-start':
    case 'other-weekday':
    case 'minutes-or-months':
    case 'hours-or-days':
    case 'fiscal-year':
    case 'vague':
    case 'how-many':
    case 'no-beginning':
    case 'not-one-stretch':
    case 'unknown-period':
      return periodSentence(problem);
    case 'unknown-word':
      return unknownWord(problem, command);
    case 'several-names':
      return severalNames(problem, command);
    case 'not-measured':
      return say`I do not measure ${quoted(problem.words)}: I know conversations, how long they take, time on queue and occupancy. Ask for one of these: \`/agent-stats last week by agent\`, \`/agent-stats occupancy last week\`, \`/agent-stats service level today queue Billing\`.`;
    case 'zone-abbreviation':
      return say`${quoted(problem.word)} is what clocks are called in more than one part of the world. Name a city: \`/agent-stats today tz:Europe/Madrid\` or \`/agent-stats today tz:America/New_York\`.`;
    case 'plain-mention':
      return say`${quoted(problem.text)} is only text to me, and several people may be called that. Pick the person from the @ menu that opens when you type @, so that I get their ID: \`${command} @ana\`. Or put their name in quotes: \`${command} "Ana López"\`.`;
    case 'not-a-person':
      return say`A ${problem.what} cannot be asked about. Name a person, your team or a queue: \`${command} team\`.`;
    case 'missing-name':
      return missingName(problem.after, command);
    case 'open-quote':
      return say`The quotes before ${quoted(problem.rest)} are not closed. Put them around the whole name: \`${command} queue "Billing EU"\`.`;
    case 'unknown-split':
      return unknownSplit(problem);
    case 'unknown-direction':
      return say`${problem.word === undefined ? say`Behind “direction” stands` : say`${quoted(problem.word)} is no direction. It is`} inbound or outbound: \`/agent-stats last week direction inbound\`.`;
    case 'said-twice':
      return say`You said both ${quoted(problem.first)} and ${quoted(problem.second)}, and one answer has room for one of them. Ask twice: \`/agent-stats last week by day\`.`;
    case 'one-sided':
      return say`${quoted(problem.words)} needs two to compare: two periods, people or queues. Ask \`/agent-stats this week vs last week\` or \`/agent-stats oct vs sep\`. Every answer is compared with the time before anyway.`;
    case 'not-side-by-side':
      return say`One answer sets people or queues side by side, and nothing else. Ask about each of the two: \`/agent-stats last week team\`, or name people: \`/agent-stats last week @ana @zoe\`.`;
    case 'only-stats':
      return say`${quoted(problem.words)} asks for history, and \`/agent-live\` shows what is going on now. Ask \`/agent-stats\` instead: ${code(`/agent-stats ${problem.offer ?? 'last week @ana'}`)}.`;
    case 'no-threshold':
      return command === '/agent-stats'
        ? say`${quoted(problem.words)} is nothing that I can ask by: the rows are in the order of what you ask for. Ask ${code(`/agent-stats ${problem.state} by agent last week`)}.`
        : say`${quoted(problem.words)} is nothing that I can ask by: the answer says of everybody for how long. Ask ${code(`/agent-live team ${problem.state}`)}, or be told as soon as it is so: ${code('/agent-alert on me when team acw > 5m')}.`;
    case 'only-live':
      return say`${quoted(problem.words)} asks for what is going on now, and \`/agent-stats\` counts what is over. Ask \`/agent-live\` instead: ${code(`/agent-live ${problem.offer ?? `team ${problem.words}`}`)}.`;
    case 'one-at-a-time':
      return say`I can explain the decision about one person at a time: \`/agent-live why @ana\`.`;
    case 'text-too-long':
      return say`That is ${problem.length} characters, and a question has at most ${problem.most}. Ask about fewer people or in fewer words: \`${command} team\`.`;
    default:
      return problem satisfies never;
  }
}

function unknownWord(
  { word, offer, ofPeriod }: Extract<WordProblem, { kind: 'unknown-word' }>,
  command: Command,
): Line {
  const meant = offer === undefined ? '' : say` Did you mean ${code(`${command} ${offer}`)}?`;
  if (ofPeriod)
    return say`${quoted(word)} makes no period with the words around it.${meant} Write \`/agent-stats last week\`, \`/agent-stats since monday\` or \`/agent-stats yesterday 9 to 12\`.`;
  return say`I do not know ${quoted(word)}: it is no word of mine, and no name that you may see.${meant} \`${command} help\` shows what I know.`;
}

function severalNames({ words, meant }: Extract<WordProblem, { kind: 'several-names' }>, command: Command): Line {
  const readings = meant.map(({ what, name: called, text }) => {
    const whom = what === 'word' ? say`the word` : say`${what === 'agent' ? '' : `the ${what} `}${name(called, 40)}`;
    return say`${whom}: ${code(`${command} ${text}`)}`;
  });
  return say`${quoted(words)} may mean several things. Ask for one of them. ${join(readings, ' · ')}`;
}

function missingName(after: NameAfter, command: Command): Line {
  switch (after) {
    case 'queue':
    case 'team':
    case 'group':
      return say`Which ${after}? Write its name behind the word, in quotes when it is long or contains a word of the question: \`${command} ${after} "Billing EU"\`.`;
    case 'skill':
      return say`Which skill? Write its name behind the word, in quotes when it is long: \`/agent-stats last week skill "Spanish"\`.`;
    case 'tz':
      return say`Which time zone? Write a region and a city: \`/agent-stats today tz:Europe/Madrid\`.`;
    case 'why':
      return say`Whose? Pick the person from the @ menu: \`/agent-live why @ana\`.`;
    default:
      return after satisfies never;
  }
}

function unknownSplit({ word, nearest }: Extract<WordProblem, { kind: 'unknown-split' }>): Line {
  const wrong =
    word === undefined ? say`Behind “by” stands what to split by:` : say`I cannot split by ${quoted(word)}.`;
  const meant = nearest === undefined ? '' : say` Did you mean “by ${nearest}”?`;
  const known = `${SHOWN_SPLITS.slice(0, -1).join(', ')} or ${SHOWN_SPLITS.at(-1)}`;
  return word === undefined
    ? say`${wrong} ${known}. For example \`/agent-stats last week by day\`.`
    : say`${wrong}${meant} I know ${known}: \`/agent-stats last week by day\`.`;
}

function periodSentence(problem: PeriodProblem): Line {
  const asked = quoted(problem.asked);
  switch (problem.kind) {
    case 'future-period':
      return say`${asked} is in the future${problem.begins === undefined ? '' : say`: it begins on ${problem.begins}`}. Statistics are about what has happened: \`/agent-stats today\`.`;
    case 'no-such-day':
      return say`The calendar of this time zone has no ${asked}. Write a date with its year first: \`/agent-stats 2026-11-03\`.`;
    case 'ambiguous-date': {
      const [dayFirst, monthFirst] = problem.readings;
      return say`${asked} may be ${isoLabel(dayFirst)} or ${isoLabel(monthFirst)}. Write it with the year first: \`/agent-stats ${dayFirst}\` or \`/agent-stats ${monthFirst}\`.`;
    }
    case 'at-least-one':
      return say`${asked} is no time at all. Ask for at least 1: \`/agent-stats last 7 days\`.`;
    case 'period-too-long':
      return say`${asked} is longer than ${problem.maxMonths} months, the most that one question covers. Ask for a part of it: \`/agent-stats last quarter\`.`;
    case 'end-before-start':
      return say`${asked} would end on ${problem.end}, before it begins on ${problem.start}. Write the earlier end first: \`/agent-stats ${problem.end}..${problem.start}\`.`;
    case 'other-weekday':
      return say`${asked} does not exist: that day is ${problem.is}. Ask \`/agent-stats ${problem.date}\`.`;
    case 'minutes-or-months':
      return say`${asked} may be minutes or months. Ask \`/agent-stats last ${problem.count} minutes\` or \`/agent-stats last ${problem.count} months\`.`;
    case 'hours-or-days': {
      const { from, to } = problem;
      const [hours, days] =
        to === undefined
          ? [`yesterday ${from}:00 to 24:00`, `since the ${nth(from)}`]
          : [`yesterday ${from}:00 to ${to}:00`, `the ${nth(from)} to the ${nth(to)}`];
      return say`${asked} may be hours or days. Ask ${code(`/agent-stats ${hours}`)} or ${code(`/agent-stats ${days}`)}.`;
    }
    case 'fiscal-year':
      return say`${asked} depends on when your organisation’s books begin, which I do not know. Name months of the calendar: \`/agent-stats jul to sep\`.`;
    case 'vague':
      return say`${asked} is no exact stretch of time. Say from when to when: \`/agent-stats 1 to 10 nov\` or \`/agent-stats last 10 days\`.`;
    case 'how-many':
      return say`${asked} does not say how many. Write a number: \`/agent-stats last 3 days\`.`;
    case 'no-beginning':
      return say`${asked} says when to stop and not where to begin. Ask \`/agent-stats since monday\` or \`/agent-stats 1 nov to 15 nov\`.`;
    case 'not-one-stretch':
      return say`${asked} has other days in between, and one answer is about one stretch of time. Ask \`/agent-stats last week by day\`.`;
    case 'unknown-period':
      return unknownPeriod(problem);
    default:
      return problem satisfies never;
  }
}

function unknownPeriod({ asked, word, nearest }: Extract<PeriodProblem, { kind: 'unknown-period' }>): Line {
  const wrong = say`${quoted(asked)} is no period that I know${word === undefined || word === asked ? '' : say`, because of ${quoted(word)}`}.`;
  const meant = nearest === undefined ? '' : say` Did you mean \`/agent-stats ${nearest}\`?`;
  return say`${wrong}${meant} Write \`/agent-stats last week\`, \`/agent-stats october\` or \`/agent-stats 2026-11-01..2026-11-15\`.`;
}

/** @example nth(3) //=> '3rd' */
function nth(of: number): string {
  const ending = of > 10 && of < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][of % 10] ?? 'th');
  return `${of}${ending}`;
}

/** @example isoLabel('2026-11-01') //=> 'Sun 1 Nov 2026' */
function isoLabel(isoDate: string): string {
  return dayLabel(Date.parse(isoDate));
}
