import type { KnownName } from '../../domain/question.ts';
import type { Names } from '../../reports/people/names.ts';
import type { Command, CommandAsked, Feature, Outcome } from '../feature.ts';
import { either } from '../words/either.ts';
import { mayName } from '../words/words.ts';
import { asSaid } from './as-said.ts';
import { otherCommandMessage } from './elsewhere.ts';
import { greetingMessage, saidHelpMessage } from './help.ts';

type Known = Readonly<Record<'live' | 'stats', readonly KnownName[]>>;

const COMMANDS = { live: '/agent-live', stats: '/agent-stats' } as const;

/** Mentions of the app and messages to it: each is read as one of the two questions, and answered as that. */
export function createSaidFeature(parts: {
  readonly names: Names;
  /** Every command there is. */
  readonly commands: () => readonly Command[];
}): Feature {
  const { names, commands } = parts;

  const answerOf = (name: string) => commands().find((command) => command.name === name)?.answer;

  async function asked(of: CommandAsked): Promise<Outcome> {
    const { text, asker } = of;
    // A command that was typed behind the mention, since commands cannot be typed in threads.
    const [, name = '', rest = ''] = /^(\/agent-[a-z]+)(?:\s+(.*))?$/s.exec(text) ?? [];
    const named = answerOf(name);
    if (named !== undefined) return named({ ...of, text: rest });
    const namesFor = async (about: 'live' | 'stats') => (mayName(text) ? names.in(text, asker, about) : []);
    const known = { live: await namesFor('live'), stats: await namesFor('stats') };
    const outcome = await answered(of, known);
    const { message } = outcome;
    // Answers in full offer nothing to type.
    if (message === undefined || outcome.outcome === 'answered' || of.sharing !== 'thread') return outcome;
    return { ...outcome, message: asSaid(message, known) };
  }

  async function answered(of: CommandAsked, known: Known): Promise<Outcome> {
    const elsewhere = otherCommandMessage(of.text, known.live);
    if (elsewhere !== undefined) return { outcome: 'other-command', message: elsewhere };
    const meant = either(of.text, known);
    if (meant === 'greeting') return { outcome: 'greeting', message: greetingMessage() };
    const answer = meant === 'help' ? undefined : answerOf(COMMANDS[meant]);
    return answer === undefined ? { outcome: 'help', message: saidHelpMessage(commands()) } : answer(of);
  }

  return { said: asked };
}
