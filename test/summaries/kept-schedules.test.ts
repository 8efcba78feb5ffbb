/** Schedules are kept through releases, and what cannot be read is left alone. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Schedule } from '../../src/domain/schedule/schedule.ts';
import { openStore } from '../../src/store/store.ts';
import { createSchedules } from '../../src/summaries/kept-schedules.ts';
import { RECORD_VERSION, readRecord, type StoredSchedule, writeRecord } from '../../src/summaries/record.ts';
import { draft } from './small-world.ts';

async function setUp() {
  let at = Date.UTC(2026, 10, 22);
  const log = {
    errors: [] as object[],
    info: () => {},
    warn: () => {},
    error: (facts: object) => void log.errors.push(facts),
  };
  const store = await openStore({ url: 'sqlite::memory:', now: () => at, log });
  onTestFinished(() => store.close());
  const shelf = store.namespace<StoredSchedule>('schedules');
  const pass = (ms: number) => {
    at += ms;
  };
  return { schedules: createSchedules({ shelf, now: () => at, random: Math.random, log }), shelf, log, pass };
}

describe('schedules', () => {
  test('are as many for a channel as are added, in the order in which they were made', async () => {
    const { schedules, pass } = await setUp();
    const ids: string[] = [];
    for (const time of ['09:00', '08:00', '10:00']) {
      ids.push((await schedules.add({ ...draft, time })).id);
      pass(1);
    }
    await schedules.add({ ...draft, channel: 'C0ANOTHER' });
    const all = await schedules.all();
    expect(all.map(({ channel }) => channel)).toEqual(['C0ANOTHER', 'C0FLOOR', 'C0FLOOR', 'C0FLOOR']);
    expect(all.slice(1).map(({ id }) => id)).toEqual(ids);
  });

  test('get ids that differ when they are made in the same millisecond', async () => {
    const { schedules } = await setUp();
    await Promise.all(Array.from({ length: 20 }, () => schedules.add(draft)));
    expect(await schedules.all()).toHaveLength(20);
  });

  test('are changed, handed over, paused, resumed and removed; each time from this minute on', async () => {
    const { schedules, pass } = await setUp();
    const { id, activeSince } = await schedules.add(draft);
    pass(60_000);
    const owner = { slackUserId: 'U0GRACE', slackTeamId: 'T1' };
    expect(await schedules.change(id, { owner, time: '09:15' })).toEqual({
      ...draft,
      id,
      owner,
      time: '09:15',
      state: 'active',
      activeSince: activeSince + 60_000,
      origin: 'slack',
    });
    expect(await schedules.pause(id)).toMatchObject({ state: 'paused' });
    pass(61_000);
    expect(await schedules.resume(id)).toMatchObject({ state: 'active', activeSince: activeSince + 120_000 });
    expect(await schedules.remove(id)).toBe(true);
    expect(await schedules.remove(id)).toBe(false);
    expect(await schedules.change(id, { time: '10:00' })).toBeUndefined();
    expect(await schedules.all()).toEqual([]);
  });

  test('of the configuration stand beside the others, and begin anew only when they changed', async () => {
    const { schedules, pass } = await setUp();
    await schedules.add(draft);
    await schedules.configure(draft);
    const [first] = (await schedules.all()).filter(({ origin }) => origin === 'configuration');
    pass(60_000);
    await schedules.configure({ ...draft });
    expect(await schedules.get('configuration')).toEqual(first);
    await schedules.configure({ ...draft, time: '10:00' });
    expect(await schedules.get('configuration')).toMatchObject({
      time: '10:00',
      activeSince: Date.UTC(2026, 10, 22) + 60_000 - 1,
    });
    await schedules.configure(undefined);
    expect((await schedules.all()).map(({ origin }) => origin)).toEqual(['slack']);
  });

  test('of the configuration are kept as soon as the store answers again', async () => {
    const { schedules, shelf } = await setUp();
    const set = shelf.set.bind(shelf);
    shelf.set = () => Promise.reject(new Error('store: cannot set: Redis: ECONNREFUSED'));
    await schedules.configure(draft);
    shelf.set = set;
    expect((await schedules.all()).map(({ origin }) => origin)).toEqual(['configuration']);
  });

  test('of a later release, or damaged, are left alone and told of once', async () => {
    const { schedules, shelf, log } = await setUp();
    await schedules.add(draft);
    const later = { version: RECORD_VERSION + 1, schedule: { somehow: 'else' } };
    await shelf.set('later', later);
    await shelf.set('damaged', { version: 1, schedule: { id: 'damaged', time: '25:00' } });
    expect(await schedules.all()).toHaveLength(1);
    expect(await schedules.all()).toHaveLength(1);
    expect(log.errors).toHaveLength(2);
    expect(await shelf.get('later')).toEqual(later);
  });
});

describe('a record', () => {
  const schedule: Schedule = { ...draft, id: 's1', state: 'active', activeSince: 5, origin: 'slack' };

  test('is read as it was written, also after a journey through JSON', () => {
    const stored: unknown = JSON.parse(JSON.stringify(writeRecord(schedule)));
    expect(readRecord(stored)).toEqual(schedule);
  });

  test('of an earlier release is brought up to date, step by step', () => {
    const { quietDays: _, ...withoutQuietDays } = schedule;
    const stored = { version: 1, schedule: { ...withoutQuietDays, zone: schedule.timeZone, timeZone: undefined } };
    const upgrades = {
      1: (record: unknown) => ({ ...Object(record), timeZone: Object(record).zone, zone: undefined }),
      2: (record: unknown) => ({ ...Object(record), quietDays: 'skip' }),
    };
    expect(readRecord(stored, upgrades, 3)).toEqual({ ...schedule, quietDays: 'skip' });
  });

  test.each([
    ['a time that does not exist', { time: '24:00' }],
    ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }],
    ['no days', { days: [] }],
    ['a day that does not exist', { days: [7] }],
    ['a target of another kind', { who: [{ kind: 'planet', name: 'Mars' }] }],
  ])('with %s is none', (_, wrong) => {
    expect(readRecord({ version: 1, schedule: { ...schedule, ...wrong } })).toBeUndefined();
  });
});
