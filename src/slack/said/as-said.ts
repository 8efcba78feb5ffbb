import type { KnownName } from '../../domain/question.ts';
import type { Part } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import type { Line } from '../kit/say.ts';
import { either } from '../words/either.ts';
import { decoded } from '../words/tokens.ts';

const APP = '@floorwalker';
const TYPED = /`\/agent-(live|stats|alert|summary)( [^`]*)`/g;

/**
 * What an answer offers to type as a command, in the way in which it was asked: no command can be typed in a thread.
 * Where the words alone would be read as the other question, the command stays behind the mention.
 */
export function asSaid(
  message: Message,
  names: { readonly live: readonly KnownName[]; readonly stats: readonly KnownName[] },
): Message {
  const offered = (text: string) =>
    text.replace(TYPED, (_, command: string, words: string) => {
      // Examples name somebody as the menu shows them.
      const asked = decoded(words)
        .replaceAll(/(?<!\S)@\w+/g, '<@U0ANYBODY>')
        .trim();
      if (asked === 'help' && (command === 'live' || command === 'stats')) return `\`${APP} help\``;
      const stays = either(asked, names) !== command;
      return `\`${APP} ${stays ? `/agent-${command} ` : ''}${words.trim()}\``;
    });
  const line = ({ shown, spoken }: Line): Line => ({ shown: offered(shown), spoken: offered(spoken) });
  const part = (of: Part): Part => ('lines' in of ? { ...of, lines: of.lines.map(line) } : of);
  const { card } = message;
  return render({
    ...card,
    head: card.head.map(line),
    ...(card.body !== undefined && { body: card.body.map(part) }),
    ...(card.notes !== undefined && { notes: card.notes.map(line) }),
  });
}
