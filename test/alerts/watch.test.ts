import { describe, expect, it } from 'vitest';
import { ANA, asker, BILLING } from '../reports/small-centre.ts';
import { createWorld, HOUR, lastOf, MINUTE, ofAna, SECOND, START, waiting } from './small-world.ts';

describe('an alert on what waits', () => {
  it('comes when it has been true for so long, changes with what is true, and ends', async () => {
    const world = await createWorld();
    await world.make();
    await world.startProcess();
    await world.pass(20 * SECOND);
    expect(world.messages()).toEqual([]);
    world.centre.wait(8, START);
    await world.pass(MINUTE);
    expect(world.messages()).toMatchObject([{ channel: 'C0FLOOR', said: [{ alert: { named: true } }] }]);
    world.centre.wait(11, START);
    await world.pass(30 * SECOND);
    world.centre.wait(0);
    await world.pass(2 * MINUTE);
    const [message, ...others] = world.messages();
    expect(others).toEqual([]);
    expect(message?.said.map(({ alert }) => alert.episode.now.amount)).toEqual([8, 11, 0, 0]);
    expect(lastOf(message)).toMatchObject({ worst: { amount: 11 }, ended: { why: 'back' } });
    expect(world.log.lines).toEqual([]);
  });

  it('is about its own medium alone', async () => {
    const world = await createWorld();
    await world.make();
    await world.startProcess();
    world.centre.waiting = [{ queueId: BILLING.id, media: 'email', count: 40, longestSince: START - 9 * HOUR }];
    await world.pass(5 * MINUTE);
    expect(world.messages()).toEqual([]);
  });

  it('goes on where the process before has stopped, and does not begin anew', async () => {
    const world = await createWorld();
    await world.make();
    const first = await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(2 * MINUTE);
    await first.watch.stop();
    await world.startProcess();
    await world.pass(MINUTE);
    world.centre.wait(0);
    await world.pass(2 * MINUTE);
    expect(world.messages()).toHaveLength(1);
    expect(lastOf(world.messages()[0])).toMatchObject({ ended: { why: 'back' } });
  });

  it('is watched by another process within 30 seconds after the death of the one that did', async () => {
    const world = await createWorld();
    await world.make();
    const first = await world.startProcess();
    await world.startProcess();
    await world.pass(MINUTE);
    first.kill();
    world.centre.asked.length = 0;
    await world.pass(30 * SECOND);
    expect(world.centre.asked.map(({ what }) => what)).toContain('queue-observations');
  });

  it('is told by one process only, however many there are', async () => {
    const world = await createWorld();
    await world.make();
    await Promise.all([world.startProcess(), world.startProcess(), world.startProcess()]);
    world.centre.wait(8, START);
    await world.pass(3 * MINUTE);
    expect(world.messages()).toHaveLength(1);
    expect(world.centre.asked.filter(({ what }) => what === 'queue-observations').length).toBeLessThan(20);
  });
});

describe('an alert on people', () => {
  it('comes at the moment at which it has lasted for so long, pushed or not', async () => {
    for (const pushes of [false, true]) {
      const world = await createWorld();
      world.centre.pushes = pushes;
      await world.make(ofAna);
      await world.startProcess();
      world.centre.be(ANA.id, { routing: { status: 'idle', since: START } });
      await world.pass(100 * SECOND);
      world.centre.be(ANA.id, { routing: { status: 'not-responding', since: world.now() } });
      await world.pass(59 * SECOND);
      expect(world.messages()).toEqual([]);
      await world.pass(3 * SECOND);
      expect(world.messages()).toMatchObject([
        { said: [{ alert: { episode: { now: { measured: { affected: [{ name: ANA.name }] } } } } }] },
      ]);
    }
  });

  it('looks at those whose changes are pushed once a minute, and at others every 15 seconds', async () => {
    const asked: number[] = [];
    for (const pushes of [false, true]) {
      const world = await createWorld();
      world.centre.pushes = pushes;
      await world.make(ofAna);
      await world.startProcess();
      world.centre.be(ANA.id, { routing: { status: 'idle', since: START } });
      await world.pass(30 * SECOND);
      world.centre.asked.length = 0;
      await world.pass(10 * MINUTE);
      asked.push(world.centre.asked.filter(({ what }) => what === 'agent-statuses').length);
    }
    expect(asked).toEqual([40, 10]);
  });
});

describe('whoever is on it', () => {
  it('is named in the message at once, and keeps it quiet for an hour', async () => {
    const world = await createWorld();
    await world.make({ forMs: 0 });
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(20 * SECOND);
    const [episode] = [...(await world.alerts.status()).values()].map((status) => status.episode);
    await world.alerts.taken(episode?.id ?? '', asker({ slackUserId: 'U0ANA' }));
    expect(lastOf(world.messages()[0])?.taken?.by).toBe('U0ANA');
    await world.alerts.taken(episode?.id ?? '', asker({ slackUserId: 'U0LUIS' }));
    expect(lastOf(world.messages()[0])?.taken?.by).toBe('U0ANA');
    await world.pass(15 * SECOND);
    world.centre.wait(0);
    await world.pass(MINUTE);
    world.centre.wait(9, START);
    await world.pass(57 * MINUTE);
    expect(world.messages()).toHaveLength(1);
    await world.pass(5 * MINUTE);
    expect(world.messages()).toHaveLength(2);
  });
});

describe('a rule that is changed', () => {
  it.each<[string, string, (world: Awaited<ReturnType<typeof createWorld>>, id: string) => Promise<unknown>]>([
    ['paused', 'paused', ({ alerts }, id) => alerts.pause(id, asker())],
    ['deleted', 'deleted', ({ alerts }, id) => alerts.delete(id, asker())],
    [
      'made to ask for something else',
      'changed',
      ({ alerts }, id) => alerts.change(id, { condition: waiting({ threshold: 50 }) }, asker()),
    ],
  ])('ends what lasts when it is %s', async (_how, why, act) => {
    const world = await createWorld();
    const { id } = await world.make();
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(MINUTE);
    await act(world, id);
    await world.pass(20 * SECOND);
    expect(lastOf(world.messages()[0])).toMatchObject({ ended: { why } });
    await world.pass(20 * MINUTE);
    expect(world.messages()).toHaveLength(1);
  });

  it('begins nothing while it is muted, and then at once', async () => {
    const world = await createWorld();
    const { id } = await world.make();
    await world.alerts.mute(id, START + HOUR, asker());
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(59 * MINUTE);
    expect(world.messages()).toEqual([]);
    await world.pass(90 * SECOND);
    expect(world.messages()).toHaveLength(1);
  });

  it('is watched in its hours alone', async () => {
    const world = await createWorld();
    // Madrid is an hour ahead: from 11:00 to 12:00 there.
    await world.make({ when: { days: [1], fromMinute: 11 * 60, toMinute: 12 * 60 } });
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(55 * MINUTE);
    expect(world.messages()).toEqual([]);
    await world.pass(10 * MINUTE);
    expect(world.messages()).toHaveLength(1);
    await world.pass(HOUR);
    expect(lastOf(world.messages()[0])).toMatchObject({ ended: { why: 'outside-hours' } });
    expect(world.messages()).toHaveLength(1);
  });
});

describe('rights', () => {
  it('are looked at again before anything is told, and their loss is told once', async () => {
    const world = await createWorld();
    await world.make();
    await world.startProcess();
    await world.pass(MINUTE);
    world.centre.sees = (agent) => agent.id === 'nobody';
    world.centre.wait(8, START);
    await world.pass(2 * HOUR);
    expect(world.messages()).toEqual([]);
    expect(world.channel.told.map(({ news }) => news)).toEqual([{ kind: 'out-of-sight' }]);
  });

  it('of somebody who sees a queue in part do not reach to its totals', async () => {
    const world = await createWorld();
    world.centre.sees = ({ id }) => id === ANA.id;
    await world.make();
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(5 * MINUTE);
    expect(world.messages()).toEqual([]);
    expect(world.centre.asked).toEqual([]);
  });

  it('of an owner who has left are none: the alert rests, and those who administer the app are told once', async () => {
    const world = await createWorld();
    const { id } = await world.make();
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(2 * MINUTE);
    world.centre.ownerKind = 'deactivated';
    await world.pass(6 * MINUTE);
    expect((await world.alerts.byId(id))?.state).toBe('resting');
    expect(lastOf(world.messages()[0])).toMatchObject({ ended: { why: 'owner-left' } });
    await world.pass(HOUR);
    expect(world.channel.told.map(({ news }) => news)).toEqual([{ kind: 'owner-left' }]);
  });
});

describe('when something fails', () => {
  it('changes nothing while Genesys Cloud does not answer, and goes on asking at its own pace', async () => {
    const world = await createWorld();
    await world.make();
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(2 * MINUTE);
    world.centre.down = true;
    world.centre.wait(0);
    world.centre.asked.length = 0;
    await world.pass(4 * MINUTE);
    expect(lastOf(world.messages()[0])?.ended).toBeUndefined();
    expect(world.centre.asked.length).toBeLessThan(60);
    world.centre.down = false;
    await world.pass(2 * MINUTE);
    expect(lastOf(world.messages()[0])?.ended).toBeDefined();
  });

  it('tells an owner once that Slack does not take it, with why', async () => {
    const world = await createWorld();
    world.channel.onBegin = () => ({ kind: 'refused', why: 'not-in-channel' });
    await world.make({ forMs: 0 });
    await world.startProcess();
    for (const count of [8, 0, 8, 0]) {
      world.centre.wait(count, START);
      await world.pass(20 * MINUTE);
    }
    expect(world.messages()).toEqual([]);
    expect(world.channel.told.map(({ news }) => news)).toEqual([{ kind: 'post-refused', why: 'not-in-channel' }]);
  });

  it('does not post again a message that somebody deleted', async () => {
    const world = await createWorld();
    world.channel.onEdit = () => ({ kind: 'refused', why: 'headline-gone' });
    await world.make();
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(MINUTE);
    world.centre.wait(9, START);
    await world.pass(5 * MINUTE);
    expect(world.messages()).toHaveLength(1);
    expect(world.channel.told).toEqual([]);
  });

  it.each<[string, boolean, 'accepted-silently' | 'lost', number, number]>([
    ['finds a message that Slack took without saying so', true, 'accepted-silently', 1, 0],
    ['posts again what Slack did not take', true, 'lost', 1, 0],
    ['leaves it in doubt where it may not look', false, 'accepted-silently', 1, 1],
  ])('%s', async (_what, mayLook, how, messages, told) => {
    const world = await createWorld();
    let first = true;
    world.channel.mayLook = mayLook;
    world.channel.onBegin = () => {
      const ending = first ? how : 'posted';
      first = false;
      return ending;
    };
    await world.make();
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(3 * MINUTE);
    expect(world.messages()).toHaveLength(messages);
    expect(world.channel.told).toHaveLength(told);
  });

  it('tells it when Slack takes messages again', async () => {
    const world = await createWorld();
    world.channel.onBegin = () =>
      world.now() < START + 5 * MINUTE ? { kind: 'later', afterMs: 60 * SECOND } : 'posted';
    await world.make();
    await world.startProcess();
    world.centre.wait(8, START);
    await world.pass(7 * MINUTE);
    expect(world.messages()).toHaveLength(1);
  });
});
