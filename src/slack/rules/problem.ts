import type { Message } from '../kit/message.ts';
import { sentence } from '../kit/render.ts';
import { code, type Line, name, plainText, quoted, say } from '../kit/say.ts';
import type { AlertProblem } from './alert-problem.ts';
import type { Nonsense } from './condition.ts';
import { isOfQueue, type Measure, measureTyped, UNITS } from './phrases.ts';

const EXAMPLE = '/agent-alert on #floor when queue Billing waiting > 5 for 2m';

/** What was wrong with the words behind `/agent-alert`, what to do, and a whole sentence that is understood. */
export function alertProblemMessage(problem: AlertProblem): Message {
  return sentence(say`${whatIsWrong(problem)}${offer(problem)}`);
}

/** The same as plain words, for a field of a form. */
export function alertProblemSentence(problem: AlertProblem): string {
  return plainText(whatIsWrong(problem));
}

/** Where there is a question in the sentence already, nothing more is offered. */
function offer({ kind, instead }: AlertProblem): Line | string {
  if (instead !== undefined) return say` Did you mean ${code(`/agent-alert ${instead}`)}?`;
  return kind === 'unknown-verb' || kind === 'several-names' ? '' : say` For example ${code(EXAMPLE)}.`;
}

function whatIsWrong(problem: AlertProblem): Line {
  switch (problem.kind) {
    case 'unknown-verb': {
      const meant = problem.nearest === undefined ? '' : say` Did you mean \`/agent-alert ${problem.nearest}\`?`;
      return say`I do not know what to do with ${quoted(problem.word)}.${meant} \`/agent-alert help\` shows what I know.`;
    }
    case 'unknown-word':
      return problem.word.startsWith('#')
        ? say`${quoted(problem.word)} is only text to me: pick the channel from the menu that opens when you type #.`
        : say`I do not know ${quoted(problem.word)}: it is no word of mine, and no name that you may see. Names stand in quotes when they contain words of mine.`;
    case 'no-unit':
      return UNITS[problem.measure] === 'time'
        ? say`${quoted(problem.words)} is no time: ${measured(problem.measure)} is a length of time, so say 5m or 90s.`
        : say`${quoted(problem.words)} may be a number or a share: ${measured(problem.measure)} is a share of what was offered, so say 10 %.`;
    case 'wrong-unit':
      return say`${quoted(problem.words)} does not fit: ${measured(problem.measure)} is ${UNIT_WORDS[UNITS[problem.measure]]}.`;
    case 'nonsense':
      return nonsense(problem.words, problem.measure, problem.why);
    case 'unknown-unit':
      return say`${quoted(problem.words)} has a unit that I do not know. Times are written 90s, 5m, 2m30s or 1h, shares with %.`;
    case 'lasting':
      return lasting(problem.words, problem.why);
    case 'not-watched':
      return say`${quoted(problem.words)} is nothing that I watch. Of a queue I watch waiting, longest wait, free, service level and abandoned; of people after-call work, on hold, not responding and break. Averages of a day move too slowly to tell anybody in time.`;
    case 'not-in-alerts':
      return say`${quoted(problem.words)} has no place in an alert: it watches what is now, and rates of today as it goes.`;
    case 'several-conditions':
      return say`One alert watches one thing, and you said both ${quoted(problem.first)} and ${quoted(problem.second)}. Make two.`;
    case 'several-targets':
      return say`One alert watches one queue, one person, one team or one group. Make one for each, or name a team or a group.`;
    case 'not-a-queue':
      return isOfQueue(problem.measure) && problem.measure === 'free'
        ? say`Who is free is counted in a queue. Name one.`
        : say`${measured(problem.measure, true)} is of a queue. Name one.`;
    case 'several-media':
      return say`One alert watches one medium, or e-mails that may wait for hours would be told as calls. Name one of them.`;
    case 'no-such-medium':
      return say`Genesys Cloud counts ${quoted(problem.words)} among all messages, so an alert for it alone is not possible. Say “message”.`;
    case 'only-rates':
      return say`${quoted(problem.words)}: a least number offered is for service level and abandoned, which mean nothing of a few. Leave it out.`;
    case 'no-such-hours':
      return say`${quoted(problem.words)} are no hours of a day. Write them like 8-18, 08:00-18:00 or 22:00-06:00.`;
    case 'unknown-zone':
      return say`${quoted(problem.word)} is no time zone that I know. Write a region and a city: \`tz:Europe/Madrid\`.`;
    case 'nobody-to-hand-over-to':
      return say`Hand it over to whom? Pick the person from the @ menu: \`/agent-alert hand over #floor to @grace\`.`;
    case 'plain-mention':
      return say`${quoted(problem.text)} is only text to me. Pick the person from the @ menu that opens when you type @, or put their name in quotes.`;
    case 'not-a-person':
      return say`A ${problem.what} cannot be watched. Name a queue, a person, your team or a group.`;
    case 'missing-name':
      return say`Which ${problem.after === 'tz' ? 'time zone' : problem.after}? Write its name behind the word, in quotes when it is long.`;
    case 'open-quote':
      return say`The quotes before ${quoted(problem.rest)} are not closed. Put them around the whole name.`;
    case 'text-too-long':
      return say`That is ${problem.length} characters, and I read at most ${problem.most}. Say it in fewer words.`;
    case 'said-twice':
      return say`You said both ${quoted(problem.first)} and ${quoted(problem.second)}. Say one of them.`;
    case 'several-names': {
      const kinds = problem.meant.map(({ what, name: called }) => `${what === 'agent' ? '' : `${what} `}"${called}"`);
      return say`${quoted(problem.words)} may mean several things. Say which: ${name(kinds.join(' or '), 200)}.`;
    }
    case 'zone-abbreviation':
      return say`${quoted(problem.word)} is what clocks are called in more than one part of the world. Name a city: \`tz:Europe/Madrid\`.`;
    case 'not-measured':
    case 'unknown-split':
    case 'unknown-direction':
    case 'only-stats':
    case 'only-live':
    case 'one-sided':
    case 'not-side-by-side':
    case 'no-threshold':
    case 'one-at-a-time':
      return say`That has no place in an alert.`;
    default:
      return problem satisfies never;
  }
}

const UNIT_WORDS = {
  count: 'a number, like 5',
  time: 'a length of time, like 3m',
  share: 'a share, like 70 %',
} as const;

function measured(measure: Measure, begins = false): string {
  const word = measureTyped(measure);
  return begins ? `“${word.charAt(0).toUpperCase()}${word.slice(1)}”` : `“${word}”`;
}

function nonsense(words: string, measure: Measure, why: Nonsense): Line {
  switch (why) {
    case 'always':
      return say`${quoted(words)} would always be true.`;
    case 'never':
      return say`${quoted(words)} could never be true.`;
    case 'not-whole':
      return say`${quoted(words)} is no whole number, and ${measured(measure)} counts.`;
    case 'fraction':
      return say`${quoted(words)} may be a fraction or less than one per cent. Write it in per cent.`;
    case 'exactly':
      return say`${quoted(words)}: between two looks a number may jump over another. Say “more than” or “less than”.`;
    case 'too-large':
      return UNITS[measure] === 'time'
        ? say`${quoted(words)} is longer than a day.`
        : say`${quoted(words)} is more than anybody has waiting.`;
    case 'only-longer':
      return say`${quoted(words)}: of people I tell what lasts for longer than it should.`;
    default:
      return why satisfies never;
  }
}

function lasting(words: string, why: 'no-unit' | 'wrong-unit' | 'too-long'): Line {
  switch (why) {
    case 'no-unit':
      return say`${quoted(words)}: for how long? Say 30s or 2m.`;
    case 'wrong-unit':
      return say`${quoted(words)} is no length of time. Say 30s or 2m.`;
    case 'too-long':
      return say`${quoted(words)} is longer than four hours: whoever is told then is told too late.`;
    default:
      return why satisfies never;
  }
}
