/** The right post, in the right channel, exactly once: on a clock that the test sets. */
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/domain/period/calendar.ts';
import { SourceError } from '../../src/reports/ports.ts';
import type { DailySummary } from '../../src/summaries/daily-summary.ts';
import { createWorld, MINUTE, quiet, summary } from './small-world.ts';

const clock = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('a schedule that is changed while its post waits for Slack', () => {
  test.each([
    ['its scope', { who: [{ kind: 'my-team' }] }, ['C0FLOOR']],
    ['its channel', { channel: 'C0OTHER' }, ['C0OTHER']],
    ['a later time', { time: '17:00' }, ['C0FLOOR']],
    ['an earlier time', { time: '07:00' }, ['C0FLOOR']],
    ['its owner', { owner: { slackUserId: 'U0GRACE', slackTeamId: 'T1' } }, ['C0FLOOR']],
  ] as const)('to %s, posts that day once', async (_, changes, channels) => {
    const world = await createWorld('2026-11-22T10:00Z');
    const { id } = await world.add();
    const process = world.startProcess('p1');
    world.channel.onHeadline = () =>
      world.now() < Date.parse('2026-11-23T07:45Z') ? { kind: 'later', afterMs: 60_000 } : 'posted';
    await world.until('2026-11-23T07:40Z', process);
    expect(world.channel.sent).toEqual([]);
    await world.schedules.change(id, changes);
    await world.until('2026-11-23T20:00Z', process, world.startProcess('p2'));
    expect(world.channel.headlines().map(({ channel }) => channel)).toEqual(channels);
    expect(world.channel.told).toEqual([]);
  });

  test('is not made again for a change after it was made', async () => {
    const world = await createWorld('2026-11-22T10:00Z');
    const { id } = await world.add();
    const process = world.startProcess('p1');
    await world.until('2026-11-23T07:40Z', process);
    await world.schedules.change(id, { time: '07:00' });
    await world.until('2026-11-23T20:00Z', process);
    expect(world.channel.headlines()).toHaveLength(1);
  });

  test.each(['resumed', 'made'])('is due when it is %s in the very minute', async (how) => {
    const world = await createWorld('2026-11-23T07:00Z');
    if (how === 'resumed') await world.schedules.pause((await world.add()).id);
    world.at('2026-11-23T07:30:20Z');
    const [paused] = await world.schedules.all();
    await (paused === undefined ? world.add() : world.schedules.resume(paused.id));
    await world.until('2026-11-23T08:00Z', world.startProcess('p1'));
    expect(world.channel.headlines()).toHaveLength(1);
  });
});

describe('Slack that does not take a post for hours', () => {
  test.each(['later', 'unknown'] as const)('(%s) is asked more and more seldom', async (kind) => {
    const world = await createWorld('2026-11-22T10:00Z');
    await world.add();
    const asked: number[] = [];
    world.channel.onHeadline = () => {
      asked.push(world.now());
      return kind === 'later' ? { kind, afterMs: 31_000 } : kind;
    };
    await world.until('2026-11-23T13:00Z', world.startProcess('p1'));
    expect(asked.length).toBeLessThan(40);
    expect(asked.at(-1)).toBeGreaterThan(Date.parse(kind === 'later' ? '2026-11-23T12:00Z' : '2026-11-23T07:35Z'));
  });
});

describe('a schedule', () => {
  test('posts a headline and its details at its time, every day', async () => {
    const world = await createWorld('2026-11-20T10:00Z');
    await world.add();
    await world.until('2026-11-23T10:00Z', world.startProcess('p1'));
    expect(world.channel.sent.map(({ part, at, late }) => [part, clock(at), late])).toEqual([
      ['headline', '2026-11-21T07:30', false],
      ['details', '2026-11-21T07:30', false],
      ['headline', '2026-11-22T07:30', false],
      ['details', '2026-11-22T07:30', false],
      ['headline', '2026-11-23T07:30', false],
      ['details', '2026-11-23T07:30', false],
    ]);
  });

  test.each(['Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'])(
    'posts 365 times in a year in %s, with two processes at work',
    async (timeZone) => {
      const world = await createWorld('2026-01-01T12:00Z');
      await world.add({ timeZone, time: '02:15' });
      await world.until('2027-01-01T12:00Z', world.startProcess('p1'), world.startProcess('p2'));
      expect(world.channel.headlines()).toHaveLength(365);
      expect(new Set(world.channel.sent.map(({ run, part }) => `${run} ${part}`)).size).toBe(730);
    },
    30_000,
  );

  test('posts 366 times in a leap year', async () => {
    const world = await createWorld('2028-01-01T12:00Z');
    await world.add();
    await world.until('2029-01-01T12:00Z', world.startProcess('p1'));
    expect(world.channel.headlines()).toHaveLength(366);
  }, 30_000);

  test('stays silent while it is paused, and does not make up for it', async () => {
    const world = await createWorld('2026-11-20T10:00Z');
    const process = world.startProcess('p1');
    const { id } = await world.add();
    await world.schedules.pause(id);
    await world.until('2026-11-23T09:00Z', process);
    await world.schedules.resume(id);
    await world.until('2026-11-24T10:00Z', process);
    expect(world.channel.headlines().map(({ at }) => clock(at))).toEqual(['2026-11-24T07:30']);
  });

  test('is not due for what lies before it was made', async () => {
    const world = await createWorld('2026-11-23T07:31Z');
    await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.sent).toEqual([]);
    expect(world.channel.told).toEqual([]);
  });

  test('of a channel posts in the order in which it was made, a second apart', async () => {
    const world = await createWorld('2026-11-22T10:00Z');
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) {
      ids.push((await world.add()).id);
      world.pass(1);
    }
    await world.until('2026-11-23T10:00Z', world.startProcess('p1'), world.startProcess('p2'));
    const headlines = world.channel.headlines();
    expect(headlines.map(({ run }) => run.split('/')[0])).toEqual(ids);
    const times = world.channel.sent.map(({ at }) => at);
    expect(Math.min(...times.slice(1).map((time, i) => time - (times[i] ?? 0)))).toBeGreaterThanOrEqual(1000);
  });
});

describe('a process that was not there in time', () => {
  test.each([
    ['a minute later', '2026-11-23T07:31Z', false],
    ['five hours later, and says that it is late', '2026-11-23T12:30Z', true],
  ])('posts %s', async (_, at, late) => {
    const world = await createWorld('2026-11-22T10:00Z');
    await world.add();
    world.at(at);
    await world.until(at, world.startProcess('p1'));
    expect(world.channel.headlines()).toMatchObject([{ late }]);
    expect(world.channel.told).toEqual([]);
  });

  test('skips what is too late, and tells the owner once of all of it', async () => {
    const world = await createWorld('2026-11-19T10:00Z');
    await world.add();
    world.at('2026-11-22T23:00Z');
    await world.until('2026-11-23T10:00Z', world.startProcess('p1'), world.startProcess('p2'));
    expect(world.channel.headlines().map(({ at }) => clock(at))).toEqual(['2026-11-23T07:30']);
    const [news, ...more] = world.channel.told.map((told) => told.news);
    expect(more).toEqual([]);
    expect(news).toMatchObject({ kind: 'skipped', because: 'late' });
    const days = news?.kind === 'skipped' ? news.days.map(isoDate) : [];
    expect(days).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
  });
});

describe('when Genesys Cloud does not answer', () => {
  const down = new SourceError({ kind: 'unavailable', endpoint: 'conversation-aggregates' });

  test('the post is made as soon as it does', async () => {
    let tries = 0;
    const world = await createWorld('2026-11-22T10:00Z', async () => {
      tries += 1;
      if (world.now() < Date.parse('2026-11-23T08:10Z')) throw down;
      return summary('figures');
    });
    await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'), world.startProcess('p2'));
    const [headline] = world.channel.headlines();
    expect(world.channel.headlines()).toHaveLength(1);
    expect(headline?.late).toBe(true);
    expect((headline?.at ?? 0) - Date.parse('2026-11-23T08:10Z')).toBeLessThan(16 * MINUTE);
    expect(tries).toBeLessThan(12);
    expect(world.channel.told).toEqual([]);
  });

  test('for the whole window, the owner is told once and why', async () => {
    const world = await createWorld('2026-11-22T10:00Z', () => Promise.reject(down));
    const { id } = await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'), world.startProcess('p2'));
    expect(world.channel.sent).toEqual([]);
    expect(world.channel.told).toEqual([
      { schedule: id, news: { kind: 'skipped', days: [Date.UTC(2026, 10, 23)], because: 'genesys-unavailable' } },
    ]);
  });
});

describe('when there is nothing to count', () => {
  test('one line is posted, without details', async () => {
    const world = await createWorld('2026-11-22T10:00Z', async () => quiet);
    await world.add({ quietDays: 'line' });
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.sent.map(({ part }) => part)).toEqual(['headline']);
  });

  test('or nothing, as the schedule says', async () => {
    const world = await createWorld('2026-11-22T10:00Z', async () => quiet);
    await world.add({ quietDays: 'skip' });
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.sent).toEqual([]);
    expect(world.channel.told).toEqual([]);
  });
});

describe('when Slack does not take it', () => {
  test.each(['channel-gone', 'channel-archived', 'not-in-channel', 'posting-restricted'] as const)(
    'because of %s, the owner is told once, and again after a change',
    async (why) => {
      const world = await createWorld('2026-11-20T10:00Z');
      world.channel.onHeadline = () => ({ kind: 'refused', why });
      const { id } = await world.add();
      const process = world.startProcess('p1');
      await world.until('2026-11-23T20:00Z', process);
      expect(world.channel.told).toEqual([{ schedule: id, news: { kind: 'post-refused', why } }]);
      await world.schedules.change(id, { channel: 'C0OTHER' });
      await world.until('2026-11-24T20:00Z', process);
      expect(world.channel.told).toHaveLength(2);
    },
  );

  test('the owner is told at the next post when a direct message failed', async () => {
    const world = await createWorld('2026-11-21T10:00Z');
    world.channel.onHeadline = () => ({ kind: 'refused', why: 'channel-gone' });
    world.channel.onTell = () => Promise.reject(new Error('down'));
    await world.add();
    const process = world.startProcess('p1');
    await world.until('2026-11-22T20:00Z', process);
    world.channel.onTell = () => Promise.resolve();
    await world.until('2026-11-23T20:00Z', process);
    expect(world.channel.told).toHaveLength(1);
    expect(world.log.lines).toEqual(['the owner of a schedule could not be told']);
  });

  test('for a while, it is posted when the time that Slack asked for is over', async () => {
    const world = await createWorld('2026-11-22T10:00Z');
    world.channel.onHeadline = () =>
      world.now() < Date.parse('2026-11-23T07:30:40Z') ? { kind: 'later', afterMs: 20_000 } : 'posted';
    await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.headlines().map(({ at }) => at)).toEqual([Date.parse('2026-11-23T07:30:40Z')]);
  });

  test('in a burst of 1,000 at the same minute, nothing is dropped or doubled, and every channel keeps its order and its second', async () => {
    const world = await createWorld('2026-11-22T10:00Z');
    let calls = 0;
    world.channel.onHeadline = () => (calls++ % 7 === 3 ? { kind: 'later', afterMs: 3000 } : 'posted');
    for (let i = 0; i < 1000; i++) {
      await world.add({ channel: `C0CHANNEL${i % 20}` });
      world.pass(1);
    }
    await world.until('2026-11-23T13:00Z', world.startProcess('p1'));
    const byChannel = Map.groupBy(world.channel.sent, ({ channel }) => channel);
    expect(byChannel.size).toBe(20);
    for (const sent of byChannel.values()) {
      const headlines = sent.filter(({ part }) => part === 'headline').map(({ run }) => run);
      expect(headlines).toEqual([...new Set(headlines)].sort());
      expect(headlines).toHaveLength(50);
      const gaps = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    }
    expect(world.channel.told).toEqual([]);
  }, 30_000);

  test('a summary that its owner may not see any more is no post', async () => {
    const refused: DailySummary = {
      kind: 'refused',
      answer: { kind: 'who-problem', problem: { kind: 'not-allowed', decision: { allowed: false, rule: 'no-grant' } } },
    };
    const world = await createWorld('2026-11-20T10:00Z', async () => refused);
    await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.sent).toEqual([]);
    expect(world.channel.told.map(({ news }) => news)).toEqual([{ kind: 'summary-refused', summary: refused }]);
  });
});

describe('a post that was made before its figures had settled', () => {
  const partialUntil = (world: { now: () => number }, settled: string, digest: () => string) => async () =>
    summary(digest(), { filling: world.now() < Date.parse(settled) });

  test.each([
    ['is edited once when a figure changed', 'after', [['after'], ['after']]],
    ['is left alone when none did', 'before', [[], []]],
  ])('%s', async (_, afterwards, edits) => {
    const settled = '2026-11-23T01:00Z';
    const world = await createWorld('2026-11-22T10:00Z', (run) => prepare(run));
    const prepare: (run: unknown) => Promise<DailySummary> = partialUntil(world, settled, () =>
      world.now() < Date.parse(settled) ? 'before' : afterwards,
    );
    await world.add({ time: '00:05' });
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'), world.startProcess('p2'));
    expect(world.channel.sent.map((sent) => sent.edits)).toEqual(edits);
  });

  test('is edited again when Slack did not answer, and the log says so', async () => {
    const settled = Date.parse('2026-11-23T01:00Z');
    const world = await createWorld('2026-11-22T10:00Z', async () =>
      summary(world.now() < settled ? 'before' : 'after', { filling: world.now() < settled }),
    );
    let edits = 0;
    world.channel.onEdit = () => (++edits < 3 ? 'unknown' : 'posted');
    await world.add({ time: '00:05' });
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.sent.map((sent) => sent.edits)).toEqual([['after'], ['after']]);
    const told = world.log.warned.filter((line) => Object.values(line).includes('a summary could not be edited'));
    expect(told).toMatchObject([{ why: 'unknown' }, { why: 'unknown' }]);
  });

  test('is edited by another process when the first one is gone', async () => {
    const settled = Date.parse('2026-11-23T01:00Z');
    const world = await createWorld('2026-11-22T10:00Z', async () =>
      summary(world.now() < settled ? 'before' : 'after', { filling: world.now() < settled }),
    );
    await world.add({ time: '00:05' });
    const first = world.startProcess('p1');
    await world.until('2026-11-23T00:00Z', first);
    await first.stop();
    await world.until('2026-11-23T03:00Z', world.startProcess('p2'));
    expect(world.channel.sent.map((sent) => sent.edits)).toEqual([['after'], ['after']]);
  });
});

describe('a process that dies', () => {
  /** A process whose claims fail from a moment on: it can write nothing down any more, as if it were dead. */
  async function dyingAfter(steps: number) {
    const world = await createWorld('2026-11-22T10:00Z');
    let left = steps;
    const step =
      <A extends unknown[], R>(does: (...args: A) => Promise<R>) =>
      (...args: A): Promise<R> => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('dead')) : does(...args);
      };
    const { claims } = world.store;
    const mortal = world.startProcess('mortal', {
      claim: step((key, by) => claims.claim(key, by)),
      renew: step((key, by) => claims.renew(key, by)),
      done: step((key, by) => claims.done(key, by)),
      release: step((key, owner) => claims.release(key, owner)),
    });
    await world.add();
    await world.until('2026-11-23T07:30Z', mortal);
    return world;
  }

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('after %i steps is succeeded without a duplicate', async (steps) => {
    const world = await dyingAfter(steps);
    await world.until('2026-11-23T20:00Z', world.startProcess('heir'), world.startProcess('other'));
    expect(world.channel.sent.map(({ part }) => part)).toEqual(['headline', 'details']);
    expect(world.channel.told).toEqual([]);
  });

  test('between the acceptance of a post and its mark is succeeded by looking for the post', async () => {
    const world = await createWorld('2026-11-22T10:00Z');
    world.channel.onHeadline = () => 'accepted-silently';
    await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.sent.map(({ part }) => part)).toEqual(['headline', 'details']);
  });

  const inDoubt = { kind: 'in-doubt', day: Date.UTC(2026, 10, 23), part: 'headline' };

  test.each(['accepted-silently', 'unknown'] as const)(
    'or whose word is lost (%s), where the app may not look, sends nothing twice, and the owner is told once',
    async (how) => {
      const world = await createWorld('2026-11-22T10:00Z');
      let tries = 0;
      world.channel.mayLook = false;
      world.channel.onHeadline = () => {
        tries += 1;
        return how;
      };
      await world.add();
      await world.until('2026-11-23T20:00Z', world.startProcess('p1'), world.startProcess('p2'));
      expect(tries).toBe(1);
      expect(world.channel.told.map(({ news }) => news)).toEqual([inDoubt]);
      world.channel.onHeadline = () => 'posted';
      await world.until('2026-11-24T20:00Z', world.startProcess('p3'));
      expect(tries).toBe(1);
      expect(world.channel.told).toHaveLength(1);
    },
  );

  test('in doubt, and whose owner could not be told at first, tells them a moment later', async () => {
    const world = await createWorld('2026-11-22T10:00Z');
    let tells = 0;
    world.channel.mayLook = false;
    world.channel.onHeadline = () => 'unknown';
    world.channel.onTell = () => (++tells < 3 ? Promise.reject(new Error('down')) : Promise.resolve());
    await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.told.map(({ news }) => news)).toEqual([inDoubt]);
    expect(world.log.lines).toEqual([]);
  });

  test('and whose post cannot be looked for while Slack fails, is in doubt at the end of the window', async () => {
    const world = await createWorld('2026-11-22T10:00Z');
    world.channel.onHeadline = () => 'accepted-silently';
    world.channel.onFind = () => Promise.reject(new Error('down'));
    await world.add();
    await world.until('2026-11-23T13:00Z', world.startProcess('p1'));
    expect(world.channel.told).toEqual([]);
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'));
    expect(world.channel.headlines()).toHaveLength(1);
    expect(world.channel.told.map(({ news }) => news)).toEqual([inDoubt]);
  });

  test.each([
    ['was certainly not taken, sends it again', { kind: 'later', afterMs: 60_000 } as const, 1, []],
    ['may have been taken, sends it never again', 'unknown' as const, 0, [{ ...inDoubt, part: 'details' }]],
  ])('and may not look for what belongs into the thread: what %s', async (_what, first, details, told) => {
    const world = await createWorld('2026-11-22T10:00Z');
    let tries = 0;
    world.channel.mayLook = false;
    world.channel.onDetails = () => (++tries === 1 ? first : 'posted');
    await world.add();
    await world.until('2026-11-23T20:00Z', world.startProcess('p1'), world.startProcess('p2'));
    expect(world.channel.headlines()).toHaveLength(1);
    expect(world.channel.sent).toHaveLength(1 + details);
    expect(world.channel.told.map(({ news }) => news)).toEqual(told);
  });

  test('a stop leaves what has not begun to another process', async () => {
    const world = await createWorld('2026-11-23T07:00Z');
    for (let i = 0; i < 5; i++) {
      await world.add();
      world.pass(1);
    }
    world.at('2026-11-23T07:30Z');
    const first = world.startProcess('p1');
    world.channel.onHeadline = () => {
      void first.stop();
      return 'posted';
    };
    await first.look();
    await first.idle();
    expect(world.channel.headlines()).toHaveLength(1);
    world.channel.onHeadline = () => 'posted';
    await world.until('2026-11-23T08:30Z', world.startProcess('p2'));
    expect(world.channel.sent.map(({ part }) => part).sort()).toEqual([
      ...Array<string>(5).fill('details'),
      ...Array<string>(5).fill('headline'),
    ]);
  });

  test('a stop while figures are being read leaves the post to another process, at once', async () => {
    let stop = () => {};
    const world = await createWorld('2026-11-22T10:00Z', async () => {
      stop();
      return summary('figures');
    });
    await world.add();
    const first = world.startProcess('p1');
    stop = () => void first.stop();
    world.at('2026-11-23T07:30Z');
    await first.look();
    await first.idle();
    expect(world.channel.sent).toEqual([]);
    stop = () => {};
    await world.until('2026-11-23T07:30:05Z', world.startProcess('p2'));
    expect(world.channel.headlines()).toHaveLength(1);
  });
});
