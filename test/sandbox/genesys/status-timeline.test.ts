import { expect, it } from 'vitest';
import { PRESENCES } from '../../../src/sandbox/genesys/centre/catalogue.ts';
import { routingChanges } from '../../../src/sandbox/genesys/days/status-timeline.ts';
import { type Leg, layOut } from '../../../src/sandbox/genesys/days/timeline.ts';

const HOUR = 3_600_000;
const email = (start: number, parkedMs: number): Leg => ({
  purpose: 'agent',
  media: 'email',
  direction: 'inbound',
  skillIds: [],
  segments: layOut(start, [
    ['interact', HOUR / 4],
    ['parked', parkedMs],
    ['interact', HOUR / 4],
  ]),
  ending: 'client',
});

it.each([
  ['an email that was put aside yesterday', [email(0, 23 * HOUR)]],
  ['nothing', []],
])('knows no change of the routing status before the first presence it was told, with %s', (_, legs) => {
  const presences = [
    { presence: PRESENCES.available, at: 20 * HOUR },
    { presence: PRESENCES.onQueue, at: 21 * HOUR },
    { presence: PRESENCES.meal, at: 22 * HOUR },
  ];
  const facts = { presences, legs, notResponding: [] };
  expect(routingChanges(facts, { start: 19 * HOUR, end: 23 * HOUR })).toEqual([
    { status: 'OFF_QUEUE', at: 20 * HOUR },
    { status: 'IDLE', at: 21 * HOUR },
    { status: 'OFF_QUEUE', at: 22 * HOUR },
  ]);
});
