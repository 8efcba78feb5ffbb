import type { Button, Buttons } from './card.ts';
import type { Message } from './message.ts';
import { render } from './render.ts';
import { code, join, type Line, say, strong } from './say.ts';

/** Something that can be typed as it stands, and what is answered. */
export interface Example {
  readonly typed: string;
  readonly answers: string;
}

/** What is said of a command wherever it is told of: in Slack's menu, in help, on the Home and in the README. */
export interface Usage {
  readonly name: `/agent-${string}`;
  /** What it answers, in one line: Slack's menu shows it as the description. */
  readonly what: string;
  /** Slack's usage hint: things that can be typed behind the command, with `|` between them. */
  readonly hint: string;
  /** What may stand behind it, in the notation of help: `[who] [media] [state]`. */
  readonly form: string;
  readonly examples: readonly Example[];
  readonly notes: readonly Line[];
  readonly buttons: Buttons;
  /** For whoever is new. @param about whom they may ask about, as it is typed: `queue "Billing EU"`, else `team` */
  readonly welcome: (about: string) => readonly Example[];
  /** The action that runs a text as if it had been typed behind the command: it is asked again from the Home. */
  readonly again?: string | undefined;
}

/** The usage of a command, with examples that can be typed as they stand, and what else there is. */
export function helpMessage(usage: Usage, all: readonly Usage[]): Message {
  const { name, what, form, examples, notes, buttons } = usage;
  const others = all.filter((other) => other.name !== name);
  return render({
    head: [say`${strong(what)}  ${code(`${name} ${form}`)}`, ...examples.map(exampleLine)],
    notes: others.length === 0 ? notes : [...notes, say`Also: ${join(others.map(helpOf), ' · ')}`],
    buttons,
  });
}

/** @example `/agent-live @ana`: what Ana is doing */
export function exampleLine({ typed, answers }: Example): Line {
  return say`${code(typed)}: ${answers}`;
}

function helpOf({ name, what }: Usage): Line {
  return say`${code(`${name} help`)}: ${what}`;
}

/** The commonest questions. The value of each is the text that its button runs as if it had been typed. */
export const TEAM_NOW: Button = { action: 'ask_live', label: 'My team now', value: 'team' };
export const ME_TODAY: Button = { action: 'ask_stats', label: 'Me today', value: 'me today' };
/** As they stand beneath the help of either question. */
export const COMMONEST: Buttons = { row: [{ ...TEAM_NOW, style: 'primary' }, ME_TODAY] };
