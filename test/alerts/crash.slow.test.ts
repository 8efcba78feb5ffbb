/**
 * One episode, from before it begins to after its end. The process that watches dies, or stands still until it is
 * thought dead and goes on then, at each of its acts on the store and on Slack, one after the other: the alert is told
 * once, and to its end.
 */
import { expect, it } from 'vitest';
import { createWorld, lastOf, MINUTE, SECOND, START } from './small-world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** The centre's story: something begins after 20 s, changes and is over after four minutes. */
async function tell(world: World): Promise<void> {
  await world.pass(20 * SECOND);
  for (let count = 8; count < 12; count += 1) {
    world.centre.wait(count, START);
    await world.pass(MINUTE);
  }
  world.centre.wait(0);
  await world.pass(4 * MINUTE);
}

async function worldWithAlert(): Promise<World> {
  const world = await createWorld();
  await world.make({ forMs: 30 * SECOND });
  return world;
}

async function actsOfOneEpisode(): Promise<number> {
  const world = await worldWithAlert();
  const process = await world.startProcess();
  await tell(world);
  expect(world.messages()).toHaveLength(1);
  return process.acts();
}

/** How often it was told, and how the last message ends. */
function told(world: World): readonly [number, string | undefined] {
  const messages = world.messages();
  return [messages.length, lastOf(messages.at(-1))?.ended?.why];
}

const ONCE_TO_ITS_END = [1, 'back'];

it('is told once and to its end, wherever the process that watches dies', { timeout: 120_000 }, async () => {
  const acts = await actsOfOneEpisode();
  expect(acts).toBeGreaterThan(60);
  for (let at = 1; at <= acts; at += 1) {
    const world = await worldWithAlert();
    const process = await world.startProcess();
    process.freezeAt(at);
    await world.startProcess();
    await tell(world);
    expect(told(world), `at act ${at}`).toEqual(ONCE_TO_ITS_END);
  }
});

it('is told once and to its end, wherever it stands still for a minute and then goes on', {
  timeout: 120_000,
}, async () => {
  const acts = await actsOfOneEpisode();
  for (let at = 1; at <= acts; at += 1) {
    const world = await worldWithAlert();
    const process = await world.startProcess();
    const { thaw } = process.freezeAt(at);
    await world.startProcess();
    const look = (): void => {
      if (process.acts() >= at) world.time.later(thaw, MINUTE);
      else world.time.later(look, SECOND);
    };
    look();
    await tell(world);
    thaw();
    await world.pass(MINUTE);
    expect(told(world), `at act ${at}`).toEqual(ONCE_TO_ITS_END);
  }
});

it('is told once and to its end, wherever the process that watches is stopped', { timeout: 120_000 }, async () => {
  for (let at = 5; at <= 330; at += 5) {
    const world = await worldWithAlert();
    const process = await world.startProcess();
    world.time.later(() => {
      void process.watch.stop();
      void world.startProcess();
    }, at * SECOND);
    await tell(world);
    expect(told(world), `at act ${at}`).toEqual(ONCE_TO_ITS_END);
  }
});
