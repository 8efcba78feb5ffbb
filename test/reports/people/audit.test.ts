import { describe, expect, it } from 'vitest';
import {
  type Audit,
  type AuditEntry,
  type Audited,
  type AuditFilter,
  createAudit,
} from '../../../src/reports/people/audit.ts';
import { ANA, GRACE, MADRID } from '../small-centre.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 23, 9, 0);

const OMAR_ASKS: Audited = {
  who: { slackUserId: 'U0OMAR', slackTeamId: 'T0EXAMPLE', name: 'Omar Haddad' },
  what: '/agent-live',
  about: [ANA],
  channel: 'C0FLOOR',
  decision: { allowed: true, rule: 'division-grant', division: MADRID, role: { id: 'r1', name: 'Team lead' } },
  reference: 'K7F3',
};
const by = (slackUserId: string): Audited => ({ ...OMAR_ASKS, who: { ...OMAR_ASKS.who, slackUserId } });

function audit({ days = 90, failing = false }: { readonly days?: number; readonly failing?: boolean } = {}) {
  let today = MONDAY;
  let ids = 0;
  const rows = new Map<string, { entry: unknown; until: number }>();
  const lines: { level: string; facts: object; message: string }[] = [];
  const write = (level: string) => (facts: object, message: string) => lines.push({ level, facts, message });
  const parts = {
    log: { info: write('info'), error: write('error') },
    store: {
      set: async (key: string, entry: AuditEntry, lifetimeMs: number) => {
        if (failing) throw new Error('disk full');
        rows.set(key, { entry, until: today + lifetimeMs });
      },
      delete: async (key: string) => rows.delete(key),
      get: async (key: string) => rows.get(key)?.entry,
      entries: async function* () {
        for (const [key, row] of [...rows].toReversed()) yield [key, row.entry] as const;
      },
    },
    now: () => today,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
  const created = createAudit({ ...parts, days });
  return {
    ...created,
    /** One each second. */
    recordAll: async (...all: readonly Audited[]) => {
      for (const audited of all) {
        await created.record(audited);
        today += 1000;
      }
    },
    withDays: (fewer: number) => createAudit({ ...parts, days: fewer }),
    later: (ms: number) => {
      today += ms;
    },
    rows,
    lines,
  };
}

async function all(audited: Pick<Audit, 'entries'>, of?: AuditFilter): Promise<readonly AuditEntry[]> {
  const found: AuditEntry[] = [];
  for await (const entry of audited.entries(of)) found.push(entry);
  return found;
}

describe('a decision', () => {
  it('is kept with who asked what about whom, where, why, and the reference', async () => {
    const kept = audit();
    await kept.record(OMAR_ASKS);
    expect(await all(kept)).toEqual([
      {
        at: MONDAY,
        who: { slackUserId: 'U0OMAR', slackTeamId: 'T0EXAMPLE', name: 'Omar Haddad' },
        what: '/agent-live',
        about: [{ id: ANA.id, name: 'Ana López' }],
        channel: 'C0FLOOR',
        decision: 'allowed',
        reason: 'division-grant',
        division: 'Madrid',
        role: 'Team lead',
        reference: 'K7F3',
      },
    ]);
  });

  it('is one line of the log, with ids and without the names of people', async () => {
    const kept = audit();
    await kept.record({ ...OMAR_ASKS, decision: { allowed: false, rule: 'no-grant' }, channel: undefined });
    expect(kept.lines).toEqual([
      {
        level: 'info',
        message: 'audit',
        facts: {
          log: 'audit',
          who: 'U0OMAR',
          team: 'T0EXAMPLE',
          what: '/agent-live',
          about: [ANA.id],
          decision: 'refused',
          reason: 'no-grant',
          reference: 'K7F3',
        },
      },
    ]);
  });

  it('keeps of the people asked about no address', async () => {
    const kept = audit();
    await kept.record(OMAR_ASKS);
    expect(JSON.stringify([...kept.rows.values(), ...kept.lines])).not.toContain('@');
  });

  it('about thousands is as large as one about fifty, with the count and the queue as which they were asked about', async () => {
    const kept = audit();
    const about = Array.from({ length: 2000 }, (_, nth) => ({ id: `a-${nth}`, name: `Agent ${nth}` }));
    await kept.record({ ...OMAR_ASKS, about, scope: { id: 'q-billing', name: 'Billing' } });
    const [entry] = await all(kept);
    expect(entry).toMatchObject({ about: { length: 50 }, count: 2000, scope: { id: 'q-billing', name: 'Billing' } });
    expect(JSON.stringify([entry, kept.lines]).length).toBeLessThan(5000);
    expect(kept.lines).toMatchObject([{ facts: { scope: 'q-billing', count: 2000 } }]);
  });

  it('of an administrator about what is not theirs is kept in the same way', async () => {
    const kept = audit();
    await kept.record({ ...OMAR_ASKS, decision: { allowed: true, rule: 'administrator' } });
    expect(await all(kept)).toMatchObject([{ decision: 'allowed', reason: 'administrator' }]);
  });

  it('is kept for the configured days', async () => {
    const kept = audit({ days: 30 });
    await kept.record(OMAR_ASKS);
    expect([...kept.rows.values()]).toMatchObject([{ until: MONDAY + 30 * DAY }]);
  });

  it('that cannot be kept is loud in the log and stops nothing', async () => {
    const kept = audit({ failing: true });
    await expect(kept.record(OMAR_ASKS)).resolves.toBeUndefined();
    expect(kept.lines.map(({ level }) => level)).toEqual(['info', 'error']);
    expect(kept.lines[1]).toMatchObject({ facts: { reference: 'K7F3', err: new Error('disk full') } });
  });
});

describe('reading the audit', () => {
  it('begins with the oldest', async () => {
    const kept = audit();
    await kept.recordAll(...['A', 'B', 'C'].map((reference) => ({ ...OMAR_ASKS, reference })));
    expect((await all(kept)).map(({ reference }) => reference)).toEqual(['A', 'B', 'C']);
  });

  it('can be about one person, who asked or was asked about', async () => {
    const kept = audit();
    await kept.recordAll(
      { ...by('U0ANA'), reference: 'by Ana' },
      { ...by('U0OMAR'), about: [GRACE, ANA], reference: 'about both' },
      { ...by('U0OMAR'), about: [GRACE], reference: 'about Grace' },
    );
    const references = async (...personIds: readonly string[]) =>
      (await all(kept, { personIds })).map(({ reference }) => reference);
    expect(await references('U0ANA')).toEqual(['by Ana']);
    expect(await references('U0ANA', ANA.id)).toEqual(['by Ana', 'about both']);
    expect(await references(GRACE.id)).toEqual(['about both', 'about Grace']);
    expect(await references('nobody')).toEqual([]);
  });

  it('can be of one question, or from a moment on', async () => {
    const kept = audit();
    await kept.recordAll(...['A', 'B', 'C'].map((reference) => ({ ...OMAR_ASKS, reference })));
    expect(await all(kept, { reference: 'B' })).toMatchObject([{ reference: 'B' }]);
    expect(await all(kept, { since: MONDAY + 1000 })).toMatchObject([{ reference: 'B' }, { reference: 'C' }]);
    expect(await all(kept, { since: MONDAY + 1000, reference: 'A' })).toEqual([]);
  });

  it('ends at the configured days, also where the store still has more', async () => {
    const kept = audit({ days: 90 });
    await kept.record(OMAR_ASKS);
    kept.later(30 * DAY - 1);
    expect(await all(kept.withDays(30))).toHaveLength(1);
    kept.later(1);
    expect(await all(kept.withDays(30))).toEqual([]);
    expect(await all(kept)).toHaveLength(1);
  });

  it('goes on after an entry that cannot be read, and says so', async () => {
    const kept = audit();
    kept.rows.set('id-odd', { entry: { at: 'yesterday' }, until: Number.POSITIVE_INFINITY });
    await kept.record(OMAR_ASKS);
    expect(await all(kept)).toHaveLength(1);
    expect(kept.lines.at(-1)).toMatchObject({ level: 'error', facts: { key: 'id-odd' } });
  });
});

describe('forgetting a person', () => {
  it('deletes what they asked and what was asked about them alone, and takes them out of the rest', async () => {
    const kept = audit();
    await kept.recordAll(
      { ...by('U0ANA'), about: [GRACE] },
      { ...by('U0OMAR'), about: [ANA] },
      { ...by('U0OMAR'), about: [GRACE, ANA] },
      { ...by('U0OMAR'), about: [GRACE] },
      { ...by('U0OMAR'), about: [] },
    );
    expect(await kept.purge(['U0ANA', ANA.id])).toEqual({ deleted: 2, shortened: 1 });
    expect((await all(kept)).map(({ about }) => about.map(({ name }) => name))).toEqual([
      [GRACE.name],
      [GRACE.name],
      [],
    ]);
    expect(JSON.stringify([...kept.rows.values()])).not.toMatch(/Ana|U0ANA/);
  });

  it('does not make the rest live longer', async () => {
    const kept = audit({ days: 90 });
    await kept.record({ ...OMAR_ASKS, about: [GRACE, ANA] });
    kept.later(60 * DAY);
    await kept.purge([ANA.id]);
    expect([...kept.rows.values()]).toMatchObject([{ until: MONDAY + 90 * DAY }]);
  });

  it('is in the log without saying who', async () => {
    const kept = audit();
    await kept.record(OMAR_ASKS);
    await kept.purge([ANA.id]);
    expect(kept.lines.at(-1)).toEqual({
      level: 'info',
      facts: { log: 'audit', deleted: 1, shortened: 0 },
      message: 'a person was forgotten in the audit',
    });
  });
});
