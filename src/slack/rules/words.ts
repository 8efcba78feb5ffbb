import { nearest } from '../../domain/nearest.ts';
import type { KnownName } from '../../domain/question.ts';
import { withNames } from '../words/offers.ts';
import { wordAt } from '../words/spans.ts';
import { type Token, tokensOf } from '../words/tokens.ts';
import { SUGGESTIONS } from '../words/vocabulary.ts';
import type { WordProblem } from '../words/word-problem.ts';
import type { AlertProblem } from './alert-problem.ts';
import { conditionOf } from './condition.ts';
import { MEASURES_BY_PHRASE } from './phrases.ts';
import { type Understood, understood } from './sentence.ts';
import type { AskedAlert } from './typed.ts';

export type AlertVerb = 'off' | 'pause' | 'resume' | 'edit' | 'test' | 'mute';

/** Which of the alerts is meant: by its id, or by everything else that was said of it. */
export interface Which {
  readonly id?: string | undefined;
  readonly asked: AskedAlert;
}

export type AlertWords =
  | { readonly kind: 'help' | 'list' }
  /** Empty: small words alone, behind no verb. */
  | { readonly kind: 'on'; readonly asked: AskedAlert; readonly isEmpty?: boolean }
  | { readonly kind: 'do'; readonly verb: AlertVerb; readonly which: Which }
  | { readonly kind: 'hand-over'; readonly which: Which; readonly to: string }
  | { readonly kind: 'problem'; readonly problem: AlertProblem };

const MOST_CHARACTERS = 2000;

const VERBS: ReadonlyMap<string, 'help' | 'list' | 'on' | 'hand-over' | AlertVerb> = new Map([
  ['help', 'help'],
  ['?', 'help'],
  ['list', 'list'],
  ['ls', 'list'],
  ['show', 'list'],
  ['on', 'on'],
  ['add', 'on'],
  ['new', 'on'],
  ['create', 'on'],
  ['make', 'on'],
  ['set', 'on'],
  ['off', 'off'],
  ['delete', 'off'],
  ['remove', 'off'],
  ['stop', 'off'],
  ['pause', 'pause'],
  ['resume', 'resume'],
  ['continue', 'resume'],
  ['unmute', 'resume'],
  ['mute', 'mute'],
  ['edit', 'edit'],
  ['change', 'edit'],
  ['test', 'test'],
  ['try', 'test'],
  ['hand', 'hand-over'],
  ['handover', 'hand-over'],
  ['hand-over', 'hand-over'],
  ['give', 'hand-over'],
]);

const LISTS = [
  'alerts',
  'my alerts',
  'all alerts',
  'status',
  'how many alerts do i have',
  'what alerts do i have',
  'all',
];

/**
 * Reads what was typed behind `/agent-alert`.
 *
 * @param text as Slack sends it with `should_escape`
 * @param names what the asker may know of
 * @param near of that, what a word that was not understood may have been meant for
 * @example readAlert('on <#C1> when queue Billing waiting &gt; 5 for 2m') //=> on: C1, queue Billing, waiting > 5, for 2 min
 */
export function readAlert(text: string, names: readonly KnownName[] = [], near: readonly KnownName[] = []): AlertWords {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/(?<=.)[?!.]+$/, '');
  if (plain === '' || VERBS.get(plain) === 'help') return { kind: 'help' };
  if (LISTS.includes(plain)) return { kind: 'list' };
  if (text.length > MOST_CHARACTERS) {
    return problem({ kind: 'text-too-long', length: text.length, most: MOST_CHARACTERS });
  }
  const tokens = tokensOf(text.replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, ' mention:$1 '));
  const [first, ...rest] = withoutSwitch(tokens);
  const verb = first?.kind === 'word' ? VERBS.get(first.text.toLowerCase()) : undefined;
  if (verb === 'list' || verb === 'help') return { kind: verb };
  if (verb === 'hand-over') return handOver(rest, names);
  // "On me" and "on hold" are words of the sentence.
  const words = verb === undefined || verb === 'on' ? withoutSwitch(tokens) : rest;
  const read = understood(words, names);
  if ('problem' in read) return problem(offering(withVerb(read.problem, first, verb, words), text, names, near));
  if (verb === undefined || verb === 'on') {
    const isEmpty = verb === undefined && Object.keys(read.asked).length === 1 && read.asked.who.length === 0;
    return { kind: 'on', asked: read.asked, ...(isEmpty && { isEmpty }) };
  }
  return { kind: 'do', verb, which: whichOf(read) };
}

/** `turn off`, `switch on`: the second says it. */
function withoutSwitch(tokens: readonly Token[]): readonly Token[] {
  const [first, second] = [wordAt(tokens, 0), wordAt(tokens, 1)];
  const isSwitch = /^(?:turn|switch)$/i.test(first ?? '') && /^(?:on|off)$/i.test(second ?? '');
  return isSwitch ? tokens.slice(1) : tokens;
}

function whichOf({ id, asked }: Understood): Which {
  return { id, asked };
}

function handOver(tokens: readonly Token[], names: readonly KnownName[]): AlertWords {
  const to = tokens.findLast((token) => token.kind === 'user');
  if (to === undefined) return problem({ kind: 'nobody-to-hand-over-to' });
  const over = tokens.filter((token) => token !== to && !(token.kind === 'word' && /^(?:over|to)$/i.test(token.text)));
  const read = understood(over, names);
  return 'problem' in read ? problem(read.problem) : { kind: 'hand-over', which: whichOf(read), to: to.userId };
}

/** A first word that nobody knows may have been meant for what to do. */
function withVerb(wrong: AlertProblem, first: Token | undefined, verb: unknown, words: readonly Token[]): AlertProblem {
  if (verb !== undefined || wrong.kind !== 'unknown-word' || first?.kind !== 'word' || first.text !== wrong.word)
    return wrong;
  const meant = nearest(wrong.word.toLowerCase(), [...VERBS.keys()]);
  return words.length > 1 && meant === undefined ? wrong : { kind: 'unknown-verb', word: wrong.word, nearest: meant };
}

/** Offers the whole sentence that was probably meant, and only if it is understood as it stands. */
function offering(
  wrong: AlertProblem,
  text: string,
  names: readonly KnownName[],
  near: readonly KnownName[],
): AlertProblem {
  const isWhole = (instead: string): boolean => {
    const read = understood(tokensOf(instead), [...names, ...near]);
    return !('problem' in read) && conditionOf(read.asked) !== undefined && read.asked.who.length === 1;
  };
  const may = sentencesFor(wrong, text, near);
  return may.length === 0 ? wrong : { ...wrong, instead: may.find(isWhole) };
}

/** What may have been meant, each as a whole sentence. */
function sentencesFor(wrong: AlertProblem, text: string, near: readonly KnownName[]): readonly string[] {
  if (wrong.kind === 'unknown-word') return [...withNearest(wrong.word, text), ...withNames(text, wrong.word, near)];
  const instead = wrong.kind === 'several-names' ? withTheFirst(wrong, text) : wrong.instead;
  return instead === undefined ? [] : [instead];
}

/** Of several things of a name, the first. */
function withTheFirst({ words, meant }: Extract<WordProblem, { kind: 'several-names' }>, text: string) {
  const [first] = meant.filter(({ what }) => what !== 'word');
  if (first === undefined || !text.includes(words)) return undefined;
  return text.replace(words, first.what === 'agent' ? `"${first.name}"` : `${first.what} "${first.name}"`).trim();
}

function withNearest(word: string, text: string): readonly string[] {
  const meant = nearest(word.toLowerCase(), [...MEASURES_BY_PHRASE.keys(), ...SUGGESTIONS, 'when', 'weekdays']);
  return meant === undefined ? [] : [text.replace(word, meant).trim()];
}

function problem(of: AlertProblem): AlertWords {
  return { kind: 'problem', problem: of };
}
