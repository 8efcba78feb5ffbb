import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/reports/follow/turns.ts';
import { simulatedTime } from '../simulated-time.ts';

const RULES = { most: 3, reserved: 1, windowMs: 60_000, gapMs: 1000 };

function line() {
  const time = simulatedTime(0);
  const errors: unknown[] = [];
  const done: string[] = [];
  const turns = createTurns({ rules: RULES, now: time.now, later: time.later, onError: (error) => errors.push(error) });
  const ask = (id: string, what = id, urgent = false) =>
    turns.ask(id, async () => void done.push(`${what} at ${time.now() / 1000}s`), { urgent });
  return { ...time, turns, done, errors, ask };
}

describe('work that waits for its turn', () => {
  it('is done at once while there is room', async () => {
    const { ask, done, settle } = line();
    ask('ana');
    await settle();
    expect(done).toEqual(['ana at 0s']);
  });

  it('is done once, the newest of it, however often it is asked for within the gap', async () => {
    const { ask, done, pass } = line();
    ask('ana', 'first');
    await pass(200);
    ask('ana', 'second');
    ask('ana', 'third');
    await pass(5000);
    expect(done).toEqual(['first at 0s', 'third at 1s']);
  });

  it('waits until the window has room, the urgent only for the reserve', async () => {
    const { ask, done, pass } = line();
    for (const id of ['a', 'b', 'c']) ask(id);
    ask('end', 'end', true);
    await pass(61_000);
    expect(done).toEqual(['a at 0s', 'b at 0s', 'end at 0s', 'c at 60s']);
  });

  it('stays urgent when it is asked for again without hurry', async () => {
    const { ask, done, pass } = line();
    for (const id of ['a', 'b']) ask(id);
    ask('end', 'end', true);
    ask('c');
    ask('d', 'hurry', true);
    ask('d', 'no hurry');
    await pass(61_000);
    expect(done.slice(3)).toEqual(['no hurry at 60s', 'c at 60s']);
  });

  it('is never done twice at a time for the same one', async () => {
    const { turns, pass, sleep } = line();
    const log: string[] = [];
    const slow = async () => {
      log.push('begins');
      await sleep(5000);
      log.push('ends');
    };
    turns.ask('ana', slow);
    await pass(2000);
    turns.ask('ana', slow);
    await pass(20_000);
    expect(log).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('is told of when it fails, and the next one goes on', async () => {
    const { turns, ask, done, errors, pass } = line();
    turns.ask('ana', () => Promise.reject(new Error('refused')));
    await pass(0);
    ask('ana', 'again');
    await pass(2000);
    expect(errors).toEqual([new Error('refused')]);
    expect(done).toEqual(['again at 1s']);
  });

  it('is forgotten when it is dropped', async () => {
    const { turns, ask, done, pass } = line();
    ask('ana');
    ask('ana', 'later');
    turns.drop('ana');
    await pass(5000);
    expect(done).toEqual(['ana at 0s']);
  });

  it('leaves no timer behind when nothing waits', async () => {
    const { ask, pass, waiting } = line();
    ask('ana');
    ask('ana');
    await pass(5000);
    expect(waiting()).toBe(0);
  });
});
