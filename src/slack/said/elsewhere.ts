import { fold } from '../../domain/matching.ts';
import type { KnownName } from '../../domain/question.ts';
import { readTime } from '../../domain/schedule/words.ts';
import type { Message } from '../kit/message.ts';
import { sentence } from '../kit/render.ts';
import { code, say } from '../kit/say.ts';
import { readAlert } from '../rules/words.ts';
import { decoded } from '../words/tokens.ts';

const POLITE = '(?:(?:please|pls|can you|could you|i want you to|i would like you to)\\s+)*';
const TELL_ME_WHEN = new RegExp(
  `^${POLITE}(?:(?:tell|alert|warn|notify|ping|inform|message|dm)\\s+(?:me|us)|let\\s+(?:me|us)\\s+know)\\s+(?:when|whenever|if|once|as soon as)\\s+(.+)$`,
  'is',
);
const ABOUT_ALERTS = /\balerts?\b/i;
const ABOUT_SUMMARIES =
  /\bsummaries\b|^summary (?:on|off|list|pause|resume|edit|preview|now)\b|\b(?:post|send|publish|schedule)\b.*\b(?:every|each|daily|weekdays|mon\s?-\s?fri)\b|^(?:make |set up |create |schedule )?(?:a |the )?(?:daily|morning) summary\b|\bsummary\b.*\b(?:every|each|at \d|\d{1,2}[:.]\d\d)/is;

/**
 * Words that ask for nothing now: to be told when something happens, or to have a summary posted. Other commands do
 * that, and change something: they are offered and not run.
 */
export function otherCommandMessage(text: string, names: readonly KnownName[]): Message | undefined {
  const [, condition] = TELL_ME_WHEN.exec(text) ?? [];
  if (condition !== undefined) return alertOffer(`on me when ${condition}`, names);
  if (ABOUT_SUMMARIES.test(text)) {
    const typed = /\bsummaries\b|\blist\b/i.test(text)
      ? 'list'
      : `on #floor ${timeIn(text)} ${daysIn(text)} ${aboutIn(text, names)}`;
    return sentence(
      say`Summaries that are posted again and again are made and changed with ${command('summary', typed)}.`,
    );
  }
  return ABOUT_ALERTS.test(text)
    ? alertOffer(text.replaceAll(/\b(?:please|my|the|alerts?)\b/gi, ''), names)
    : undefined;
}

/** What is understood is offered as it stands; of anything else, where to read what can be watched. */
function alertOffer(words: string, names: readonly KnownName[]): Message {
  const typed = words.trim().replaceAll(/\s+/g, ' ');
  const { kind } = readAlert(typed, names);
  const isUnderstood = kind !== 'problem' && kind !== 'help';
  return sentence(
    say`What is told when it happens is made and changed with ${command('alert', isUnderstood ? decoded(typed) : 'help')}.`,
  );
}

function command(name: 'alert' | 'summary', words: string) {
  return code(`/agent-${name} ${words}`);
}

/** @example timeIn('post billing every day at 5 pm') //=> '17:00' */
function timeIn(text: string): string {
  const times = text.matchAll(/\b(\d{1,2}(?:[:.]\d\d)?)\s?(am|pm)?\b/gi);
  const read = [...times].flatMap(
    ([, time = '', half = '']) => readTime(`${time}${half}`) ?? readTime(`${time}:00`) ?? [],
  );
  return read[0] ?? '08:30';
}

function daysIn(text: string): string {
  return /\b(?:every day|daily|each day)\b/i.test(text) ? 'daily' : 'weekdays';
}

function aboutIn(text: string, names: readonly KnownName[]): string {
  const said = ` ${fold(text)} `;
  const place = names.find(({ kind, name }) => kind !== 'agent' && said.includes(` ${fold(name)} `));
  return place === undefined ? 'team' : `${place.kind} "${place.name}"`;
}
