import type { Names } from '../../reports/people/names.ts';
import type { Command, CommandAsked, Feature, Outcome } from '../feature.ts';
import { either } from '../words/either.ts';
import { mayName } from '../words/words.ts';
import { asSaid } from './as-said.ts';
import { saidHelpMessage } from './help.ts';

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
    const known = async (about: 'live' | 'stats') => (mayName(text) ? names.in(text, asker, about) : []);
    const [live, stats] = await Promise.all([known('live'), known('stats')]);
    const meant = either(text, { live, stats });
    const answer = meant === 'help' ? undefined : answerOf(COMMANDS[meant]);
    if (answer === undefined) return { outcome: 'help', message: saidHelpMessage(commands()) };
    const outcome = await answer(of);
    const { message } = outcome;
    // Answers in full offer nothing to type.
    if (message === undefined || outcome.outcome === 'answered' || of.sharing !== 'thread') return outcome;
    return { ...outcome, message: asSaid(message, { live, stats }) };
  }

  return { said: asked };
}
