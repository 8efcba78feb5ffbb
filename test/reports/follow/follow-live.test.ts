import { describe, expect, it } from 'vitest';
import { ANA } from '../../domain/live/people.ts';
import { followScene, MINUTE, people, toldChange } from './scene.ts';

/** Ten minutes of cards, their people and a connection that fails, on a simulated clock. */

describe('a card that follows somebody', () => {
  it('shows a pushed change within 1.5 seconds', async () => {
    const scene = followScene();
    const card = scene.open();
    await scene.pass(3000);
    for (let change = 0; change < 20; change += 1) {
      scene.change(ANA);
      const at = scene.now();
      await scene.pass(7000);
      const told = scene.of(card).find(({ view }) => toldChange(view) === at);
      expect(told?.at).toBeLessThanOrEqual(at + 1500);
    }
  });

  it('answers the three events of one change with one reading and one edit', async () => {
    const scene = followScene();
    scene.open();
    await scene.pass(3000);
    const [reads, edits] = [scene.reads.length, scene.edits.length];
    scene.change(ANA);
    await scene.pass(3000);
    expect([scene.reads.length - reads, scene.edits.length - edits]).toEqual([1, 1]);
  });

  it('is edited at most once a second, however fast somebody changes, and ends up right', async () => {
    const scene = followScene();
    const card = scene.open();
    await scene.pass(3000);
    for (let change = 0; change < 50; change += 1) {
      scene.change(ANA);
      await scene.pass(100);
    }
    await scene.pass(3000);
    const times = scene.of(card).map(({ at }) => at);
    for (const [nth, at] of times.slice(1).entries()) expect(at - (times[nth] ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(toldChange(scene.shows(card))).toBe(scene.changedAt.get(ANA.id));
  });

  it('is left alone while nothing changes, but for a newer time once a minute', async () => {
    const scene = followScene();
    const card = scene.open();
    await scene.pass(9.5 * MINUTE);
    expect(scene.of(card).length).toBeGreaterThanOrEqual(7);
    expect(scene.of(card).length).toBeLessThanOrEqual(10);
    expect(scene.edits.every(({ view }) => view.kind === 'live' && view.pushes.kind === 'live' && !view.old)).toBe(
      true,
    );
  });

  it('ends after ten minutes with the newest facts and their time', async () => {
    const scene = followScene();
    const card = scene.open();
    await scene.pass(10 * MINUTE - 100);
    scene.change(ANA);
    await scene.pass(3000);
    expect(scene.shows(card)).toMatchObject({ kind: 'ended', why: 'time' });
    expect(toldChange(scene.shows(card))).toBe(scene.changedAt.get(ANA.id));
    const edits = scene.edits.length;
    await scene.pass(10 * MINUTE);
    expect(scene.edits).toHaveLength(edits);
    expect([scene.subscriptions(), scene.waiting()]).toEqual([0, 0]);
  });

  it('freezes when it is stopped, and nothing that happens later gets on it', async () => {
    const scene = followScene();
    const card = scene.open();
    await scene.pass(5000);
    scene.change(ANA);
    await scene.pass(10);
    scene.follows.end(card, 'stopped');
    await scene.pass(5000);
    expect(scene.shows(card)).toMatchObject({ kind: 'ended', why: 'stopped' });
    expect(toldChange(scene.shows(card))).not.toBe(scene.changedAt.get(ANA.id));
    expect(scene.follows.end(card, 'stopped')).toBe(false);
  });

  it('may be opened again once it has ended', async () => {
    const scene = followScene();
    const card = scene.open();
    expect(scene.open()).toBe('already');
    scene.follows.end(card, 'stopped');
    expect(scene.open()).toBe(card);
    await scene.pass(5000);
    expect(scene.of(card).filter(({ view }) => view.kind === 'ended')).toHaveLength(1);
    expect(scene.subscriptions()).toBe(1);
  });

  it('that its owner has deleted is forgotten without an edit more', async () => {
    const scene = followScene();
    let shows = 0;
    scene.open(ANA, {
      show: async () => {
        shows += 1;
        return 'gone';
      },
    });
    await scene.pass(3000);
    scene.change(ANA);
    await scene.pass(2 * MINUTE);
    expect([shows, scene.subscriptions()]).toEqual([1, 0]);
  });

  it('is frozen in the end although Slack fails at first', async () => {
    const scene = followScene();
    let failures = 2;
    const shown: string[] = [];
    const card = scene.open(ANA, {
      show: async (view) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('slack is down');
        }
        shown.push(view.kind);
        return 'shown';
      },
    });
    scene.follows.end(card, 'stopped');
    await scene.pass(MINUTE);
    expect(shown).toEqual(['ended']);
    expect(scene.errors).toHaveLength(2);
  });
});

describe('when changes are not pushed', () => {
  it('people are asked about every ten seconds, and the card says so', async () => {
    const scene = followScene();
    const card = scene.open();
    scene.genesys.state = 'refused';
    scene.genesys.missing = ['conversation:communication:view'];
    await scene.pass(5000);
    expect(scene.shows(card)).toMatchObject({
      pushes: { kind: 'refused', missingPermissions: ['conversation:communication:view'] },
    });
    scene.change(ANA);
    await scene.pass(12_000);
    expect(toldChange(scene.shows(card))).toBe(scene.changedAt.get(ANA.id));
    const before = scene.reads.length;
    await scene.pass(MINUTE);
    expect(scene.reads.length - before).toBeGreaterThanOrEqual(5);
    expect(scene.reads.length - before).toBeLessThanOrEqual(6);
  });

  it('nothing needs to be there that pushes', async () => {
    const scene = followScene({ pushing: false });
    const card = scene.open();
    await scene.pass(2000);
    scene.change(ANA);
    await scene.pass(12_000);
    expect(scene.shows(card)).toMatchObject({ pushes: { kind: 'refused' }, old: false });
    expect(toldChange(scene.shows(card))).toBe(scene.changedAt.get(ANA.id));
  });

  it('a moment without connection is not worth an edit, but a reading', async () => {
    const scene = followScene();
    const card = scene.open();
    await scene.pass(5000);
    const edits = scene.of(card).length;
    scene.connection('interrupted');
    scene.changedAt.set(ANA.id, scene.now());
    await scene.pass(2000);
    scene.connection('live');
    await scene.pass(2000);
    expect(scene.of(card)).toHaveLength(edits + 1);
    expect(toldChange(scene.shows(card))).toBe(scene.changedAt.get(ANA.id));
    expect(scene.shows(card)).toMatchObject({ pushes: { kind: 'live' } });
  });

  it('a moment without connection does not make facts old that were known to hold before it', async () => {
    const scene = followScene({ readMs: 1500 });
    scene.open();
    await scene.pass(50_000);
    scene.connection('interrupted');
    await scene.pass(800);
    scene.connection('live');
    await scene.pass(10_000);
    expect(scene.edits.filter(({ view }) => view.kind === 'live' && view.old)).toEqual([]);
  });

  it('and nothing can be read, the card says within 16 seconds that it is old, and recovers', async () => {
    const scene = followScene();
    const card = scene.open();
    await scene.pass(MINUTE + 5000);
    scene.genesys.failing = true;
    scene.connection('interrupted');
    await scene.pass(17_000);
    expect(scene.shows(card)).toMatchObject({ old: true, failure: 'unavailable', pushes: { kind: 'interrupted' } });
    scene.genesys.failing = false;
    scene.connection('live');
    await scene.pass(12_000);
    expect(scene.shows(card)).toMatchObject({ old: false, pushes: { kind: 'live' } });
  });

  it('the requests stay within three fifths of the share, however many are followed', async () => {
    const scene = followScene();
    scene.genesys.state = 'refused';
    for (const agent of people(40)) scene.open(agent);
    await scene.pass(9 * MINUTE);
    for (const { at } of scene.reads) {
      expect(scene.reads.filter((each) => each.at >= at && each.at < at + MINUTE).length).toBeLessThanOrEqual(48);
    }
    expect(
      new Set(scene.reads.filter(({ at }) => at > scene.now() - 2 * MINUTE).map(({ agentId }) => agentId)).size,
    ).toBe(40);
  });
});

describe('with the socket killed 20 times', () => {
  /** Every other time for long enough to be old, and sometimes nothing can be read meanwhile. */
  async function killed20Times() {
    const scene = followScene();
    const card = scene.open();
    const looks: { readonly since: number; readonly told: number | undefined; readonly old: boolean }[] = [];
    await scene.pass(2000);
    for (let kill = 0; kill < 20; kill += 1) {
      scene.connection('interrupted');
      scene.genesys.failing = kill % 3 === 0;
      scene.change(ANA);
      for (let second = 0; second < (kill % 2 === 0 ? 1 : 18); second += 1) {
        await scene.pass(1000);
        const view = scene.shows(card);
        looks.push({
          since: scene.now() - (scene.changedAt.get(ANA.id) ?? 0),
          told: toldChange(view) === scene.changedAt.get(ANA.id) ? undefined : toldChange(view),
          old: view?.kind === 'live' && view.old,
        });
      }
      scene.genesys.failing = false;
      scene.connection('live');
      await scene.pass(2000);
      scene.change(ANA);
      await scene.pass(7000);
    }
    return { ...scene, card, looks };
  }

  it('the card never shows a state older than it says', async () => {
    const { of, card, changes } = await killed20Times();
    expect(of(card).length).toBeGreaterThan(20);
    for (const { view } of of(card)) {
      const lastBefore = changes.findLast((at) => at < view.answer.asOf) ?? 0;
      expect(toldChange(view)).toBeGreaterThanOrEqual(lastBefore);
    }
  });

  it('the card says so when what it shows has been wrong for more than 15 seconds', async () => {
    const { looks } = await killed20Times();
    const wrong = looks.filter(({ since, told }) => told !== undefined && since > 17_000);
    expect(wrong.length).toBeGreaterThan(2);
    expect(wrong.every(({ old }) => old)).toBe(true);
  });

  it('the card ends right', async () => {
    const { pass, shows, card, changedAt } = await killed20Times();
    await pass(10 * MINUTE);
    expect(shows(card)).toMatchObject({ kind: 'ended', why: 'time' });
    expect(toldChange(shows(card))).toBe(changedAt.get(ANA.id));
  });
});

describe('one asker', () => {
  it('follows ten people at most, so that there is room for others, and one more when one ends', async () => {
    const scene = followScene();
    const agents = people(12);
    const opened = agents.map((agent) => scene.open(agent, { asker: 'omar' }));
    expect(opened.slice(10)).toEqual(['enough', 'enough']);
    expect(scene.open(agents[10], { by: 'grace', asker: 'grace' })).not.toBe('enough');
    scene.follows.end(opened[0] ?? '', 'stopped');
    await scene.pass(3000);
    expect(scene.open(agents[11], { asker: 'omar' })).not.toBe('enough');
  });

  it('may follow somebody else as soon as they have stopped, though Slack takes no last edit', async () => {
    const scene = followScene();
    const show = () => Promise.reject(new Error('slack is down'));
    const agents = people(11);
    const opened = agents.slice(0, 10).map((agent) => scene.open(agent, { asker: 'omar', show }));
    for (const card of opened) scene.follows.end(card, 'stopped');
    expect(scene.open(agents[10], { asker: 'omar' })).not.toBe('enough');
  });
});

describe('60 follows of 40 people', () => {
  const everybody = people(40);

  function crowd() {
    const scene = followScene();
    const cards = Array.from({ length: 60 }, (_, nth) => {
      const agent = everybody[nth % 40] ?? ANA;
      return { agent, card: scene.open(agent, { by: `asker-${nth}` }) };
    });
    return { ...scene, cards };
  }

  it('are one subscription and one reading a person, and the next asker is told that there is no room', async () => {
    const { subscriptions, reads, pass, open } = crowd();
    expect(open(ANA, { by: 'late' })).toBe('full');
    await pass(900);
    expect(subscriptions()).toBe(40);
    expect(reads).toHaveLength(40);
  });

  it('never take more than 40 edits in any minute, and each card ends right', async () => {
    const { change, pass, edits, cards, shows, changedAt, waiting, errors } = crowd();
    for (let second = 0; second < 600; second += 1) {
      for (const agent of everybody.filter((_, nth) => (second + nth * 7) % 45 === 0)) change(agent);
      await pass(1000);
    }
    const changes = new Map(changedAt);
    await pass(5 * MINUTE);
    const times = edits.map(({ at }) => at);
    for (const [nth, at] of times.entries()) expect((times[nth + 40] ?? Infinity) - at).toBeGreaterThanOrEqual(MINUTE);
    for (const { card, agent } of cards) {
      expect(shows(card)).toMatchObject({ kind: 'ended', why: 'time' });
      expect(toldChange(shows(card))).toBe(changes.get(agent.id));
    }
    expect(waiting()).toBe(0);
    // The stand-in of Slack counts 50 a minute by itself, and would have refused.
    expect(errors).toEqual([]);
  });

  it('leave no card alone for more than three minutes', async () => {
    const { change, pass, edits, cards } = crowd();
    const start = edits.length;
    for (let second = 0; second < 540; second += 1) {
      for (const agent of everybody.filter((_, nth) => (second + nth) % 20 === 0)) change(agent);
      await pass(1000);
    }
    const later = edits.slice(start);
    for (const { card } of cards) {
      const times = later.filter((each) => each.card === card).map(({ at }) => at);
      expect(times.length).toBeGreaterThanOrEqual(3);
      for (const [nth, at] of times.slice(1).entries()) expect(at - (times[nth] ?? 0)).toBeLessThanOrEqual(3 * MINUTE);
    }
  });
});

describe('the permission of the asker', () => {
  it('is asked for before anything new is shown, and at least every minute', async () => {
    const scene = followScene();
    const checks: number[] = [];
    scene.open(ANA, {
      maySee: async () => {
        checks.push(scene.now());
        return true;
      },
    });
    await scene.pass(9 * MINUTE);
    for (const [nth, at] of checks.slice(1).entries()) expect(at - (checks[nth] ?? 0)).toBeLessThanOrEqual(61_000);
    expect(checks.length).toBeGreaterThanOrEqual(9);
  });

  it('that is lost freezes the card, which shows nothing new', async () => {
    const scene = followScene();
    let allowed = true;
    const card = scene.open(ANA, { maySee: async () => allowed });
    await scene.pass(5000);
    allowed = false;
    scene.change(ANA);
    await scene.pass(5000);
    expect(scene.shows(card)).toMatchObject({ kind: 'ended', why: 'not-allowed' });
    expect(toldChange(scene.shows(card))).not.toBe(scene.changedAt.get(ANA.id));
    expect(scene.subscriptions()).toBe(0);
  });

  it('that cannot be found out holds everything new back, and the card says that it is old', async () => {
    const scene = followScene();
    let readable = true;
    const card = scene.open(ANA, {
      maySee: () => (readable ? Promise.resolve(true) : Promise.reject(new Error('grants'))),
    });
    await scene.pass(5000);
    readable = false;
    scene.change(ANA);
    await scene.pass(20_000);
    expect(scene.shows(card)).toMatchObject({ kind: 'live', old: true });
    expect(toldChange(scene.shows(card))).not.toBe(scene.changedAt.get(ANA.id));
    readable = true;
    await scene.pass(12_000);
    expect(toldChange(scene.shows(card))).toBe(scene.changedAt.get(ANA.id));
  });
});

describe('when the app stops', () => {
  it('all cards are frozen before it goes on, and nobody can follow any more', async () => {
    const scene = followScene();
    const cards = people(10).map((agent) => scene.open(agent));
    await scene.pass(5000);
    let stopped = false;
    void scene.follows.stop(15_000).then(() => {
      stopped = true;
    });
    await scene.pass(1500);
    expect(stopped).toBe(true);
    for (const card of cards) expect(scene.shows(card)).toMatchObject({ kind: 'ended', why: 'shutdown' });
    expect(scene.said).toEqual([]);
    expect(scene.open()).toBe('stopping');
    expect(scene.waiting()).toBe(0);
  });

  it('the cards for which Slack takes no more edits in time end in a message of their own', async () => {
    const scene = followScene();
    const cards = people(60).map((agent) => scene.open(agent));
    await scene.pass(3000);
    for (const agent of people(60)) scene.change(agent);
    await scene.pass(3000);
    let stopped = false;
    void scene.follows.stop(15_000).then(() => {
      stopped = true;
    });
    await scene.pass(16_000);
    expect(stopped).toBe(true);
    const frozen = scene.edits.flatMap(({ card, view }) => (view.kind === 'ended' ? [card] : []));
    expect(scene.said.length).toBeGreaterThan(0);
    expect([...frozen, ...scene.said.map(({ card }) => card)].toSorted()).toEqual(cards.toSorted());
  });

  it('a second stop waits for the first', async () => {
    const scene = followScene();
    scene.open();
    expect(scene.follows.stop(1000)).toBe(scene.follows.stop(1000));
    await scene.pass(2000);
    expect(scene.edits.filter(({ view }) => view.kind === 'ended')).toHaveLength(1);
  });
});
