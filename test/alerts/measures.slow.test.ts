/** How soon an alert comes and ends, and how much it asks of Genesys Cloud, by a clock that is set. */
import { expect, it } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { ANA } from '../reports/small-centre.ts';
import { bigCentre, manyRules } from './big-centre.ts';
import { createWorld, HOUR, lastOf, MINUTE, ofAna, SECOND, START } from './small-world.ts';

const EPISODES = 50;

/** The same chances in every run. */
function chances(seed = 7) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const median = (of: readonly number[]) => of.toSorted((one, other) => one - other)[Math.floor(of.length / 2)] ?? NaN;

/** Lets something be true again and again, at moments that fit no rhythm; how late its messages came and ended. */
async function delaysOf(
  world: Awaited<ReturnType<typeof createWorld>>,
  {
    begin,
    end,
    dueAfterMs,
    clearingMs,
  }: {
    readonly begin: () => void;
    readonly end: () => void;
    readonly dueAfterMs: number;
    readonly clearingMs: number;
  },
) {
  const chance = chances();
  const [toMessage, toEnd]: [number[], number[]] = [[], []];
  for (let nth = 0; nth < EPISODES; nth += 1) {
    await world.pass(16 * MINUTE + Math.floor(chance() * MINUTE));
    const began = world.now();
    begin();
    await world.pass(dueAfterMs + MINUTE + Math.floor(chance() * MINUTE));
    const over = world.now();
    end();
    await world.pass(clearingMs + 90 * SECOND);
    const message = world.messages()[nth];
    const ended = message?.said.find(({ alert }) => alert.episode.ended !== undefined);
    toMessage.push((message?.at ?? Infinity) - began - dueAfterMs);
    toEnd.push((ended?.at ?? Infinity) - over - clearingMs);
  }
  expect(world.messages()).toHaveLength(EPISODES);
  return { toMessage, toEnd };
}

it('by polling the message comes within 20 s in the middle, and its end within 60 s', async () => {
  const world = await createWorld();
  await world.make({ forMs: 30 * SECOND });
  await world.startProcess();
  const { toMessage, toEnd } = await delaysOf(world, {
    begin: () => world.centre.wait(8, world.now()),
    end: () => world.centre.wait(0),
    dueAfterMs: 30 * SECOND,
    clearingMs: 30 * SECOND,
  });
  console.info(
    `polling: median ${median(toMessage) / SECOND} s, most ${Math.max(...toMessage) / SECOND} s; end: most ${Math.max(...toEnd) / SECOND} s`,
  );
  expect(median(toMessage)).toBeLessThanOrEqual(20 * SECOND);
  expect(Math.max(...toEnd)).toBeLessThanOrEqual(60 * SECOND);
});

it('by push the message about people comes within 3 s in the middle, and its end within 60 s', async () => {
  const world = await createWorld();
  world.centre.pushes = true;
  await world.make({
    ...ofAna,
    condition: { kind: 'people', measure: 'not-responding', longerThanMs: 10 * SECOND },
    forMs: 20 * SECOND,
  });
  await world.startProcess();
  const { toMessage, toEnd } = await delaysOf(world, {
    begin: () => world.centre.be(ANA.id, { routing: { status: 'not-responding', since: world.now() } }),
    end: () => world.centre.be(ANA.id, { routing: { status: 'idle', since: world.now() } }),
    dueAfterMs: 30 * SECOND,
    clearingMs: 20 * SECOND,
  });
  console.info(
    `push: median ${median(toMessage) / SECOND} s, most ${Math.max(...toMessage) / SECOND} s; end: most ${Math.max(...toEnd) / SECOND} s`,
  );
  expect(median(toMessage)).toBeLessThanOrEqual(3 * SECOND);
  expect(Math.max(...toEnd)).toBeLessThanOrEqual(60 * SECOND);
});

it.each([false, true])(
  '200 rules over 60 queues and 300 people ask at most 48 times in any minute (pushed: %s)',
  async (pushes) => {
    let centre: ReturnType<typeof bigCentre> | undefined;
    const world = await createWorld({
      sources: (now) => {
        centre = bigCentre(now);
        return centre.sources;
      },
    });
    world.centre.pushes = pushes;
    if (centre === undefined) throw new Error('there is no centre');
    for (const rule of manyRules()) await world.make(rule);
    for (const { id } of centre.people) {
      centre.statuses.set(id, {
        agentId: id,
        routing: { status: 'idle', since: START },
        presence: { system: 'on-queue' },
        sessions: [],
      });
    }
    await world.startProcess();
    await world.pass(30 * MINUTE);
    const most = mostInAMinute(centre.asked);
    const { everyMs, slower } = await world.alerts.pace();
    console.info(
      `200 rules${pushes ? ', pushed' : ''}: at most ${most} requests in a minute, ${(centre.asked.length / 30).toFixed(1)} on average; every ${everyMs / SECOND} s`,
    );
    expect(most).toBeLessThanOrEqual(48);
    expect({ everyMs, slower }).toEqual({ everyMs: 15 * SECOND, slower: false });
    // Everything is watched by then: what happens to any of them is told.
    const last = centre.people[299]?.id ?? '';
    centre.statuses.set(last, {
      agentId: last,
      routing: { status: 'not-responding', since: world.now() },
      sessions: [],
    });
    await world.pass(2 * MINUTE);
    expect(world.messages().length).toBeGreaterThan(0);
  },
);

it('looks less often, and says so, when a fifth of what may be asked does not suffice', async () => {
  let centre: ReturnType<typeof bigCentre> | undefined;
  const world = await createWorld({
    requestsPerMinute: 60,
    sources: (now) => {
      centre = bigCentre(now);
      return centre.sources;
    },
  });
  for (const rule of manyRules()) await world.make(rule);
  await world.startProcess();
  await world.pass(2 * HOUR);
  const { everyMs, slower } = await world.alerts.pace();
  console.info(
    `with 60 requests a minute: at most ${mostInAMinute(centre?.asked ?? [])} in a minute, every ${everyMs / SECOND} s`,
  );
  expect(mostInAMinute(centre?.asked ?? [])).toBeLessThanOrEqual(12);
  expect(slower).toBe(true);
  expect(lastOf(world.messages()[0])).toBeUndefined();
});

function mostInAMinute(asked: readonly Instant[]): number {
  let [most, first] = [0, 0];
  for (const [nth, at] of asked.entries()) {
    while ((asked[first] ?? at) <= at - MINUTE) first += 1;
    most = Math.max(most, nth - first + 1);
  }
  return most;
}
