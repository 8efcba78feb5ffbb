import type { Instant } from '../../domain/time.ts';
import { type ClockForm, clip, clock, escapeText, timeToken } from './mrkdwn.ts';
import { bareName, plainName, safeName, tamed } from './names.ts';

/** Words in their two renderings. Only this file makes them, so that nothing from elsewhere gets in unescaped. */
export interface Line {
  /** As mrkdwn in a block: bold, and moments as tokens that age in the reader's own zone. */
  readonly shown: string;
  /** As part of a `text`, which a notification or a screen reader says alone: no bold, moments as words. */
  readonly spoken: string;
}

/** What may stand in a sentence: our own lines, numbers, and text from elsewhere, which is made harmless. */
export type Word = Line | string | number;

/**
 * A sentence. Its fixed parts are ours and may hold mrkdwn code (`/agent-live help`); everything that is put into it
 * is escaped, unless it is a line itself.
 *
 * @example say`${strong(name)} has been on hold since ${moment(at, zone)}.`
 */
export function say(fixed: TemplateStringsArray, ...words: readonly Word[]): Line {
  let shown = fixed[0] ?? '';
  let spoken = shown;
  words.forEach((word, index) => {
    const line = lineOf(word);
    const part = fixed[index + 1] ?? '';
    shown += line.shown + part;
    spoken += line.spoken + part;
  });
  return { shown, spoken };
}

/** Words from elsewhere as a line of their own. */
export function lineOf(word: Word): Line {
  if (typeof word === 'number') return ours(String(word));
  if (typeof word !== 'string') return word;
  return PLAIN.test(word) ? ours(word) : harmless(tamed(word));
}

/** Nothing in it could format, mention, turn or hide anything: most words of an answer, which are looked at no further. */
const PLAIN = /^[a-z\d .,:;%()+/–·−’-]*$/i;

/**
 * The name of a person, queue or code: in one line, and not longer than may stand in a sentence.
 *
 * @param most the longest that is shown, in UTF-16 units
 */
export function name(of: string, most = 60): Line {
  return harmless(plainName(of, most));
}

/** What somebody typed, as it may stand in a sentence about it: `“callz”`. */
export function quoted(words: string): Line {
  return say`“${name(words, 80)}”`;
}

/** Bold where it is seen, plain where it is heard. */
export function strong(word: Word): Line {
  const { shown, spoken } = lineOf(word);
  return { shown: `*${shown}*`, spoken };
}

/** Something to type, set apart from the words around it. */
export function code(text: string): Line {
  return ours(`\`${escapeText(text).replaceAll('`', 'ˋ')}\``);
}

/** @param form the time alone, with its day, or to the second */
export function moment(at: Instant, timeZone: string, form: ClockForm = 'time'): Line {
  const spoken = escapeText(clock(at, timeZone, form));
  return { shown: timeToken(at, form, spoken), spoken };
}

/** Somebody of this Slack. */
export function mention(slackUserId: string): Line {
  return ours(`<@${escapeText(slackUserId)}>`);
}

/** Everybody of a channel, or those who are there now: they are notified. */
export function everybodyIn(whom: 'here' | 'channel'): Line {
  return ours(`<!${whom}>`);
}

export function channel(channelId: string): Line {
  return ours(`<#${escapeText(channelId)}>`);
}

export function link(url: string, words: string): Line {
  const { shown } = lineOf(words);
  return { shown: `<${escapeText(url)}|${shown}>`, spoken: shown };
}

/** Several as one, e.g. `join([a, b], ' · ')`. */
export function join(words: readonly Word[], between = ''): Line {
  const lines = words.map(lineOf);
  return {
    shown: lines.map((line) => line.shown).join(between),
    spoken: lines.map((line) => line.spoken).join(between),
  };
}

/** @example listed(['Ana', 'Luis', 'Zoë']) // Ana, Luis and Zoë */
export function listed(words: readonly Word[]): Line {
  const last = words.at(-1);
  if (words.length < 2) return join(words);
  return say`${join(words.slice(0, -1), ', ')} and ${last ?? ''}`;
}

/** Cuts what nobody bounded; a line of ours is short by itself. */
export function shortened(line: Line, most: number): Line {
  return { shown: clip(line.shown, most), spoken: clip(line.spoken, most) };
}

function harmless(text: string): Line {
  return ours(safeName(escapeText(text)));
}

function ours(text: string): Line {
  return { shown: text, spoken: text };
}

/** The same for a place that takes neither mrkdwn nor escapes: a field of a form, a terminal. */
export function plainText({ spoken }: Line): string {
  const bare = bareName(spoken.replaceAll(/(?<!\u200C)`(?!\u200C)/g, ''));
  return bare.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
