import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type AllowanceRules, allot } from '../../../src/reports/follow/allowance.ts';

const RULES: AllowanceRules = { most: 4, reserved: 1, windowMs: 60_000, gapMs: 1000 };

const waiting = (id: string, lastAt?: number, urgent = false) => ({ id, urgent, lastAt });

describe('whose turn it is', () => {
  it('is everybody’s while there is room', () => {
    expect(allot(RULES, [], [waiting('a'), waiting('b')], 0)).toEqual({ go: ['a', 'b'] });
  });

  it('comes first to whoever has waited longest since the last one', () => {
    const line = [waiting('late', 30_000), waiting('never'), waiting('early', 10_000)];
    expect(allot(RULES, [10_000, 30_000], line, 40_000)).toEqual({ go: ['never'], lookAt: 70_000 });
  });

  it('leaves the reserve to the urgent, who come before all others', () => {
    const line = [waiting('a'), waiting('b'), waiting('end', undefined, true)];
    expect(allot(RULES, [0, 1, 2], line, 10).go).toEqual(['end']);
  });

  it('comes back to the same one after the gap and not before', () => {
    expect(allot(RULES, [500], [waiting('a', 500)], 1499)).toEqual({ go: [], lookAt: 1500 });
    expect(allot(RULES, [500], [waiting('a', 500)], 1500).go).toEqual(['a']);
  });

  it('is free again when a turn is exactly a window old', () => {
    const full = [0, 5000, 6000];
    expect(allot(RULES, full, [waiting('a')], 59_999)).toEqual({ go: [], lookAt: 60_000 });
    expect(allot(RULES, full, [waiting('a')], 60_000).go).toEqual(['a']);
  });
});

/** Runs the clock as the turns do: at each request, and when the allotment says to look again. */
function run(
  rules: AllowanceRules,
  asks: readonly { readonly at: number; readonly id: string; readonly urgent: boolean }[],
) {
  const coming = asks.toSorted((one, other) => one.at - other.at);
  const line = new Map<string, { readonly urgent: boolean; readonly since: number }>();
  const lastAt = new Map<string, number>();
  const turns: { readonly at: number; readonly id: string; readonly readyAt: number }[] = [];
  let lookAt: number | undefined;
  while (coming.length > 0 || lookAt !== undefined) {
    const now = Math.min(coming[0]?.at ?? Infinity, lookAt ?? Infinity);
    while (coming[0] !== undefined && coming[0].at <= now) {
      const { id, urgent } = coming.shift() ?? { id: '', urgent: false };
      const known = line.get(id);
      line.set(id, { urgent: urgent || (known?.urgent ?? false), since: known?.since ?? now });
    }
    const spent = turns.map(({ at }) => at);
    const given = allot(
      rules,
      spent,
      [...line].map(([id, { urgent }]) => ({ id, urgent, lastAt: lastAt.get(id) })),
      now,
    );
    for (const id of given.go) {
      const readyAt = Math.max(line.get(id)?.since ?? 0, (lastAt.get(id) ?? -Infinity) + rules.gapMs);
      line.delete(id);
      lastAt.set(id, now);
      turns.push({ at: now, id, readyAt });
    }
    if (given.lookAt !== undefined) expect(given.lookAt).toBeGreaterThan(now);
    lookAt = given.lookAt;
  }
  expect(line.size).toBe(0);
  return turns;
}

const CARDS = Array.from({ length: 16 }, (_, nth) => `card ${nth}`);

const RULE = fc.record({
  most: fc.integer({ min: 2, max: 12 }),
  reserved: fc.integer({ min: 0, max: 11 }),
  windowMs: fc.integer({ min: 100, max: 5000 }),
  gapMs: fc.integer({ min: 1, max: 100 }),
});
const rules = RULE.map((rule) => ({ ...rule, reserved: Math.min(rule.reserved, rule.most - 1) }));
const askedBy = (urgent: fc.Arbitrary<boolean>) =>
  fc.array(fc.record({ at: fc.integer({ min: 0, max: 20_000 }), id: fc.constantFrom(...CARDS), urgent }), {
    maxLength: 120,
  });

describe('however many ask and whenever', () => {
  test.prop([rules, askedBy(fc.boolean())])('no sliding window holds more turns than there are', (rule, asks) => {
    const turns = run(rule, asks);
    return turns.every(
      ({ at }) => turns.filter((each) => each.at >= at && each.at < at + rule.windowMs).length <= rule.most,
    );
  });

  test.prop([rules, askedBy(fc.boolean())])('nobody has two turns within the gap', (rule, asks) => {
    const turns = run(rule, asks);
    return turns.every(({ at, id }, nth) => {
      const next = turns.slice(nth + 1).find((each) => each.id === id);
      return next === undefined || next.at - at >= rule.gapMs;
    });
  });

  test.prop([rules, askedBy(fc.constant(false))])(
    'nobody waits for more than one turn of each of the others',
    (rule, asks) => {
      const turns = run(rule, asks);
      return turns.every(({ at, id, readyAt }) => {
        const others = turns.filter((each) => each.id !== id && each.at >= readyAt && each.at < at);
        return new Set(others.map((each) => each.id)).size === others.length;
      });
    },
  );
});
