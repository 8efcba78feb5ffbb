import { describe, expect, it } from 'vitest';
import { personNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { USUAL_PACE } from '../../../src/sandbox/genesys/days/day.ts';
import { createHistory } from '../../../src/sandbox/genesys/days/history.ts';
import { morningShifts } from '../../../src/sandbox/genesys/days/shifts.ts';

const organisation = createOrganisation();
const presenceOf = (name: string, now: number) => {
  const history = createHistory(organisation, 'floor', now, { ...USUAL_PACE, shiftsOf: morningShifts(now) });
  const changes = history.presencesOf(personNamed(organisation, name), { start: now, end: now + 1 });
  return changes.at(-1)?.presence.systemPresence;
};

describe('whenever the demo is started it is a working morning', () => {
  it.each([
    ['at ten in Madrid', '2026-11-26T09:00:00Z'],
    ['late in the evening in Madrid', '2026-11-26T22:50:00Z'],
    ['at midnight in Madrid', '2026-11-25T23:00:00Z'],
    ['at half past two at night in Madrid', '2026-11-26T01:30:00Z'],
    ['on the night to a Saturday', '2026-11-27T23:30:00Z'],
    ['on a Saturday', '2026-11-28T12:00:00Z'],
    ['on a Sunday evening', '2026-11-29T20:00:00Z'],
    ['on the night to a Monday', '2026-11-30T00:30:00Z'],
    ['in the hour that comes twice', '2026-10-25T01:30:00Z'],
  ])('%s', (_, iso) => {
    const now = Date.parse(iso);
    for (const name of ['Omar Haddad', 'Ana López', "Grace O'Neill", "Seán O'Brien", 'Kiran Shrestha'])
      expect([name, presenceOf(name, now)]).not.toEqual([name, 'Offline']);
  });
});
