import { expect, it, onTestFinished } from 'vitest';
import { createLeftCards, type KeptCard } from '../../../src/slack/live/left-cards.ts';
import { openStore } from '../../../src/store/store.ts';

const START = Date.UTC(2026, 10, 26, 9);
const SECOND = 1000;
const CARD: KeptCard = {
  userId: 'U0OMAR',
  question: { kind: 'live', who: [{ kind: 'agent', agentId: 'ana' }], media: [], states: [] },
  timeZone: 'Europe/Madrid',
};

/** Several processes on one store and one clock, whose looks happen when the test says so. */
async function scene() {
  let at = START;
  const now = () => at;
  const store = await openStore({ url: 'sqlite::memory:', now, log: { info() {}, warn() {} } });
  onTestFinished(() => store.close());
  const edited: string[] = [];
  const said: string[] = [];
  const failures: unknown[] = [];
  let refuses = false;
  const hire = (owner: string) => {
    let look = () => {};
    const process = createLeftCards({
      shelf: store.namespace('cards'),
      claims: store.claims,
      outbox: {
        update: async ({ ts }) => {
          if (refuses) throw new Error('no answer');
          edited.push(ts);
        },
        direct: async (_userId, { text }) => {
          said.push(text);
          return { channel: 'D0OMAR', ts: 'said' };
        },
      },
      owner,
      appUrl: 'https://apps.mypurecloud.de',
      now,
      later: (work) => {
        look = work;
        return () => {};
      },
      onError: (error) => failures.push(error),
    });
    return { ...process, look: () => look() };
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  return {
    hire,
    edited,
    said,
    failures,
    /** So many seconds pass, in which each of these looks every eight. */
    pass: async (seconds: number, ...processes: readonly { readonly look: () => void }[]) => {
      for (let passed = 0; passed < seconds; passed += 8) {
        at += 8 * SECOND;
        for (const process of processes) process.look();
        await settle();
      }
    },
    refuse: (whether: boolean) => {
      refuses = whether;
    },
  };
}

async function withCards(process: ReturnType<Awaited<ReturnType<typeof scene>>['hire']>, count: number) {
  process.start();
  for (let nth = 0; nth < count; nth++) {
    const place = await process.keep(CARD);
    await place.posted({ channel: 'D0OMAR', ts: `card ${nth}` });
  }
}

it('as many cards as there may be are ended within a minute of the death of their process, each once', async () => {
  const { hire, edited, pass } = await scene();
  await withCards(hire('dead'), 60);
  const other = hire('alive');
  other.start();
  await pass(60, other);
  expect(new Set(edited).size).toBe(60);
  expect(edited).toHaveLength(60);
});

it('nobody touches the cards of a process that lives, nor those that have ended', async () => {
  const { hire, edited, said, pass } = await scene();
  const [one, other] = [hire('one'), hire('other')];
  await withCards(one, 2);
  const ended = await one.keep(CARD);
  await ended.posted({ channel: 'D0OMAR', ts: 'ended' });
  ended.ended();
  other.start();
  await pass(120, one, other);
  expect([edited, said]).toEqual([[], []]);
});

it('a process that was away for longer than its lease goes on with its cards when nobody has come', async () => {
  const { hire, edited, pass } = await scene();
  const one = hire('one');
  await withCards(one, 2);
  await pass(600);
  await pass(60, one);
  expect(edited).toEqual([]);
});

it('what Slack does not take is tried again', async () => {
  const { hire, edited, failures, pass, refuse } = await scene();
  await withCards(hire('dead'), 1);
  const other = hire('alive');
  other.start();
  refuse(true);
  await pass(60, other);
  expect(failures.length).toBeGreaterThan(0);
  refuse(false);
  await pass(40, other);
  expect(edited).toEqual(['card 0']);
});

it('of a card of which nobody knows whether it stands there, the asker is told', async () => {
  const { hire, said, pass } = await scene();
  const dead = hire('dead');
  await dead.keep(CARD);
  const other = hire('alive');
  other.start();
  await pass(60, other);
  expect(said).toEqual([
    'The card that you asked for ended when the app was restarted. If it stands above, it does not change any more.',
  ]);
});
