import type { Message } from '../kit/message.ts';
import { sentence } from '../kit/render.ts';
import { code, type Line, name, plainText, quoted, say } from '../kit/say.ts';
import type { SummaryProblem } from './words.ts';

const EXAMPLE = say`\`/agent-summary on #floor 08:30 weekdays queue Billing\``;

/** What was wrong with the words behind `/agent-summary`, what to do, and an example that works. */
export function summaryProblemMessage(problem: SummaryProblem): Message {
  return sentence(whatIsWrong(problem));
}

/** The same as plain words, for a field of a form. */
export function summaryProblemSentence(problem: SummaryProblem): string {
  return plainText(whatIsWrong(problem));
}

function whatIsWrong(problem: SummaryProblem): Line {
  switch (problem.kind) {
    case 'unknown-verb': {
      const meant = problem.nearest === undefined ? '' : say` Did you mean \`/agent-summary ${problem.nearest}\`?`;
      return say`I do not know what to do with ${quoted(problem.word)}.${meant} \`/agent-summary help\` shows what I know.`;
    }
    case 'unknown-word': {
      if (problem.word.startsWith('#')) {
        return say`${quoted(problem.word)} is only text to me. Pick the channel from the menu that opens when you type #.`;
      }
      const meant = problem.offer === undefined ? '' : say` Did you mean ${code(`/agent-summary ${problem.offer}`)}?`;
      return say`I do not know the word ${quoted(problem.word)}.${meant} Put a name in quotes: \`/agent-summary on #floor 08:30 queue "Billing EU"\`.`;
    }
    case 'unknown-zone':
      return say`${quoted(problem.word)} is no time zone that I know. Write it as a region and a city: \`tz:Europe/Madrid\`.`;
    case 'no-such-time':
      return say`${quoted(problem.word)} is no time of day. Write it with 24 hours, like 08:30: ${EXAMPLE}.`;
    case 'not-in-summaries':
      return say`${quoted(problem.words)} has no place in a daily summary: it tells of all conversations of the days since the last one. Leave it out, or ask \`/agent-stats\`.`;
    case 'nobody-to-hand-over-to':
      return say`Hand it over to whom? Pick the person from the @ menu: \`/agent-summary hand over #floor to @grace\`.`;
    case 'plain-mention':
      return say`${quoted(problem.text)} is only text to me. Pick the person from the @ menu that opens when you type @, or put their name in quotes.`;
    case 'not-a-person':
      return say`A ${problem.what} cannot be summarised. Name a person, your team or a queue: ${EXAMPLE}.`;
    case 'missing-name':
      return say`Which ${problem.after === 'tz' ? 'time zone' : problem.after}? Write its name behind the word, in quotes when it is long: \`/agent-summary on #floor 08:30 queue "Billing EU"\`.`;
    case 'open-quote':
      return say`The quotes before ${quoted(problem.rest)} are not closed. Put them around the whole name: \`queue "Billing EU"\`.`;
    case 'text-too-long':
      return say`That is ${problem.length} characters, and I read at most ${problem.most}. Say it in fewer words: ${EXAMPLE}.`;
    case 'said-twice':
      return say`You said both ${quoted(problem.first)} and ${quoted(problem.second)}. Say one of them: ${EXAMPLE}.`;
    case 'several-names': {
      const kinds = problem.meant.map(({ what, name: called }) => `${what === 'agent' ? '' : `${what} `}"${called}"`);
      return say`${quoted(problem.words)} may mean several things. Say which: ${name(kinds.join(' or '), 200)}.`;
    }
    case 'not-measured':
    case 'zone-abbreviation':
    case 'unknown-split':
    case 'unknown-direction':
    case 'only-stats':
    case 'only-live':
    case 'one-sided':
    case 'not-side-by-side':
    case 'no-threshold':
    case 'one-at-a-time':
      return say`A daily summary tells of all conversations of its days, by agent or by queue. Leave that out: ${EXAMPLE}.`;
    default:
      return problem satisfies never;
  }
}
