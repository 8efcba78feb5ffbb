import type { Command, Feature } from '../feature.ts';

/** A question as it was typed. */
export interface RecentQuestion {
  /** `/agent-live`, … */
  readonly command: string;
  readonly text: string;
}

/** Where they are kept, by Slack user id. Rejects when the database does not answer. */
export interface RecentShelf {
  get(userId: string): Promise<readonly RecentQuestion[] | undefined>;
  set(userId: string, questions: readonly RecentQuestion[], lifetimeMs: number): Promise<unknown>;
}

/** What somebody asked lately, newest first, each once. */
export interface Recent {
  of(userId: string): Promise<readonly RecentQuestion[]>;
  add(userId: string, question: RecentQuestion): Promise<void>;
}

const MOST = 5;
const KEPT_MS = 30 * 86_400_000;
/** A longer one does not fit the button that asks it again. */
const LONGEST = 500;

export function createRecent(shelf: RecentShelf): Recent {
  // It is a comfort: a store that does not answer costs nobody an answer.
  const of = (userId: string) =>
    shelf.get(userId).then(
      (kept) => kept ?? [],
      () => [],
    );
  return {
    of,
    async add(userId, question) {
      if (question.text.length > LONGEST) return;
      const kept = await of(userId);
      const isOther = ({ command, text }: RecentQuestion) => command !== question.command || text !== question.text;
      const others = kept.filter(isOther);
      // Whoever asks the same again and again changes nothing.
      if (kept[0] !== undefined && !isOther(kept[0])) return;
      await shelf.set(userId, [question, ...others].slice(0, MOST), KEPT_MS).catch(() => undefined);
    },
  };
}

/** The same feature, whose answered commands are kept for the asker's Home, where they can be asked again. */
export function rememberingQuestions(feature: Feature, recent: Recent): Feature {
  const keeping = (command: Command): Command => ({
    ...command,
    answer: async (asked) => {
      const outcome = await command.answer(asked);
      if (outcome.outcome === 'answered')
        await recent.add(asked.asker.slackUserId, { command: command.name, text: asked.text.trim() });
      return outcome;
    },
  });
  const commands = feature.commands?.map((command) => (command.again === undefined ? command : keeping(command)));
  return { ...feature, commands: commands ?? [] };
}
