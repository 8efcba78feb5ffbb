/** What is there to see for whoever starts the demo, at any hour. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearStage, firstScene, setStage } from '../../src/sandbox/first-scene.ts';
import { emissionsOf } from '../../src/sandbox/genesys/analytics/emissions.ts';
import { type Queue, queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { type SandboxGenesys, startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { plainName, plainWorkspace } from '../../src/sandbox/plain-names.ts';
import { PEOPLE } from '../../src/sandbox/slack/people.ts';

const DAY = 86_400_000;

describe.each([
  ['on a Thursday in Madrid, early', '2026-11-26T06:20:00Z', '2026-11-17'],
  ['on a Sunday evening', '2026-11-29T20:00:00Z', '2026-11-17'],
  ['on a Tuesday', '2026-12-01T11:00:00Z', '2026-11-24'],
])('the company of the demo %s', (_, iso, lost) => {
  const now = Date.parse(iso);
  let genesys: SandboxGenesys;
  let billing: Queue;
  beforeAll(async () => {
    genesys = await startGenesys({ now: () => now, scene: firstScene(now) });
    billing = queueNamed(genesys.organisation, 'Billing EU');
  });
  afterAll(() => genesys.stop());

  const emitted = (start: number, end: number) =>
    [...genesys.history.during({ start, end })].flatMap((conversation) =>
      conversation.legs.flatMap((leg) =>
        emissionsOf(conversation, leg)
          .filter(({ at }) => at >= start && at < end)
          .map((emission) => ({ ...emission, leg })),
      ),
    );
  /** Calls answered in time, in per cent; emails given up. */
  const dayOf = (start: number) => {
    const all = emitted(start, start + DAY);
    const answers = all.filter(({ metric, leg }) => metric === 'oServiceLevel' && leg.media === 'voice');
    const calls = answers.filter(({ leg }) => leg.queueId === billing.id);
    return {
      level: (100 * calls.filter(({ met }) => met === true).length) / calls.length,
      emailsGivenUp: all.filter(({ metric, leg }) => metric === 'tAbandon' && leg.media === 'email').length,
    };
  };

  it('answers most calls in time, but for one Tuesday, and nobody gives up an email', () => {
    const bad = dayOf(Date.parse(lost));
    expect(bad.level).toBeLessThan(60);
    const others = [2, 3, 5, 6, 8, 9, 13, 15].map((ago) => dayOf(Date.parse(lost) - ago * DAY));
    const mean = others.reduce((sum, { level }) => sum + level, 0) / others.length;
    expect(mean).toBeGreaterThan(72);
    expect(mean).toBeLessThan(90);
    expect([bad, ...others].reduce((sum, { emailsGivenUp }) => sum + emailsGivenUp, 0)).toBe(0);
  });

  it('has calls waiting in one queue, for minutes', () => {
    const waiting = [...genesys.history.during({ start: now, end: now + 1 })]
      .flatMap(({ legs }) => legs)
      .filter(({ purpose, queueId, media }) => purpose === 'acd' && queueId === billing.id && media === 'voice')
      .map(({ segments: [{ start, end }] }) => ({ start, end }))
      .filter(({ start, end }) => start <= now && end > now);
    expect(waiting.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...waiting.map(({ start }) => now - start))).toBeGreaterThan(60_000);
  });

  it('has somebody who does not respond, somebody stuck in after-call work and somebody with a caller on hold', () => {
    const placed = setStage(genesys, now);
    const states = placed.map((person) => genesys.live.stateOf(person, now));
    expect(states.map(({ routing }) => routing)).toEqual(['NOT_RESPONDING', 'INTERACTING', 'INTERACTING']);
    expect(states.map(({ sessions }) => sessions[0]?.leg.segments.at(-1)?.type)).toEqual([undefined, 'wrapup', 'hold']);
    expect(placed.map(({ name }) => name)).not.toContain('Ana López');
    clearStage(genesys, placed);
  });

  it('has names that one would show to a colleague', () => {
    const { people, queues, wrapUpCodes } = genesys.organisation;
    const names = [...people, ...queues, ...wrapUpCodes].map(({ name }) => name);
    expect(names.filter((name) => /[<>*_`]|deleted|\p{Script=Arabic}/iu.test(name) || name.length > 40)).toEqual([]);
  });
});

it('knows people in Slack by the names that Genesys Cloud has for them', () => {
  const names = plainWorkspace().people.map(({ name }) => name);
  expect(names).toContain('Zoë Müller');
  expect(names).not.toContain('Uri Unconfirmed');
  expect(PEOPLE.map(({ name }) => plainName(name))).toEqual(expect.arrayContaining([...names]));
});
