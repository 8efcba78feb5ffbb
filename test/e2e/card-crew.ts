/** Several processes of the app that follow people for one stand-in Slack, to be killed and replaced. */
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { startSlack } from '../../src/sandbox/slack/slack.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { type AppProcess, startProcess } from './app-process.ts';
import { CLIENT, environmentOf, MANIFEST } from './house.ts';

const WITHIN_MS = 90_000;
const PEOPLE = ['U0ANA', 'U0ZOE', 'U0KIRAN', 'U0GRACE', 'U0OMAR'];

export interface CardCrew {
  /** Presses "Follow live" under an answer about somebody, at one of the processes. */
  readonly follow: (index: number, whom?: string) => Promise<void>;
  /** Every card in the asker's direct messages, as it reads now. */
  readonly cards: () => readonly SlackMessage[];
  /** Those that still promise to change. */
  readonly live: () => readonly SlackMessage[];
  /** What was said below a card of which nobody knew whether it was there. */
  readonly doubts: () => readonly SlackMessage[];
  readonly settled: (is: () => boolean) => Promise<void>;
  readonly kill: (index: number) => Promise<void>;
  readonly hire: (index: number) => Promise<void>;
  /** Kills and replaces the first process again and again, just when it is to follow somebody; resolves when all cards are ended, or the asker was told below them. */
  readonly killAround: (times: number) => Promise<void>;
  /** Lets all stop in good order. */
  readonly end: () => Promise<void>;
}

export async function startCardCrew(of: { readonly storeUrl: string; readonly size: number }): Promise<CardCrew> {
  const genesys = await startGenesys({ now: Date.now, clients: [CLIENT] });
  const slack = await startSlack({ now: Date.now, manifestPath: MANIFEST, enforceRates: false });
  onTestFinished(async () => {
    await Promise.all([slack.stop(), genesys.stop()]);
  });
  const environment = environmentOf(slack, genesys, of.storeUrl);
  const members: { readonly app: AppProcess; readonly url: string }[] = [];

  async function hire(index: number): Promise<void> {
    const app = startProcess(environment);
    members[index] = { app, url: `http://127.0.0.1:${await app.started()}/slack/events` };
  }

  async function end(index: number, how: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    members[index]?.app.signal(how);
    await members[index]?.app.ended;
  }

  async function answerAbout(whom: string): Promise<SlackMessage> {
    const before = slack.messages({ user: 'U0OMAR' }).length;
    await slack.command({ user: 'U0OMAR', command: '/agent-live', text: `<@${whom}>` });
    return slack.until(
      () =>
        slack
          .messages({ user: 'U0OMAR' })
          .slice(before)
          .find(({ blocks }) => JSON.stringify(blocks ?? []).includes('live_follow')),
      20_000,
    );
  }

  async function press(index: number, whom: string): Promise<void> {
    slack.connect(members[index]?.url ?? '');
    const message = await answerAbout(whom);
    await slack.click({ user: 'U0OMAR', message, actionId: 'live_follow' });
  }

  const cards = () =>
    slack.messages({ user: 'U0OMAR' }).filter(({ text }) => /live until|checked every|ended (?:at|when)/i.test(text));
  const live = () => cards().filter(({ text }) => /live until|checked every/i.test(text));

  const doubts = () => slack.messages({ user: 'U0OMAR' }).filter(({ text }) => text.includes('If it stands above'));

  async function settled(is: () => boolean): Promise<void> {
    const until = Date.now() + WITHIN_MS;
    while (!is()) {
      if (Date.now() > until) throw new Error(`still: ${JSON.stringify(cards().map(({ text }) => text))}`);
      await pause(100);
    }
  }

  for (let index = 0; index < of.size; index++) await hire(index);
  return {
    follow: (index, whom = 'U0ANA') => press(index, whom),
    cards,
    live,
    doubts,
    settled,
    kill: (index) => end(index, 'SIGKILL'),
    hire,
    killAround: async (times) => {
      for (let nth = 0; nth < times; nth++) {
        void press(0, PEOPLE[nth % PEOPLE.length] ?? 'U0ANA').catch(() => undefined);
        await pause(Math.random() * 400);
        await end(0, 'SIGKILL');
        await hire(0);
      }
      await settled(() => live().length <= doubts().length);
    },
    end: async () => {
      await Promise.all(members.map((_, index) => end(index, 'SIGTERM')));
    },
  };
}
