import { describe, expect, it } from 'vitest';
import type { About } from '../../../src/domain/question.ts';
import { aboutTitle, aboutWords } from '../../../src/slack/kit/about.ts';

const people = (count: number): About => ({
  kind: 'several',
  of: Array.from({ length: count }, (_, nth) => ({ kind: 'person', name: `P${nth + 1}` })),
});

describe('whom an answer is about', () => {
  it.each<readonly [About, string, string, string]>([
    [{ kind: 'person', name: 'Ana López' }, 'Ana López', 'Ana López', 'Ana López'],
    [{ kind: 'person', name: 'queue Billing' }, 'queue Billing', 'queue Billing', 'queue Billing'],
    [{ kind: 'queue', name: 'Billing' }, 'queue Billing', 'queue Billing', 'Billing'],
    [{ kind: 'queue', name: 'your team' }, 'queue your team', 'queue your team', 'your team'],
    [
      { kind: 'queue', name: 'Billing', inPart: true },
      'queue Billing, people you may see',
      'queue Billing, people you may see',
      'Billing, people you may see',
    ],
    [{ kind: 'team', name: 'Sales' }, 'team Sales', 'team Sales', 'Sales'],
    [{ kind: 'my-team' }, 'your team', 'the team', 'Your team'],
    [{ kind: 'my-people' }, 'your people', 'the team', 'Your people'],
    [{ kind: 'everybody' }, 'everybody', 'everybody', 'Everybody'],
    [{ kind: 'divisions', names: ['Madrid'] }, 'everybody in Madrid', 'everybody in Madrid', 'Everybody in Madrid'],
    [people(2), 'P1 and P2', 'P1 and P2', 'P1 and P2'],
    [people(4), 'P1, P2, P3 and P4', 'P1, P2, P3 and P4', 'P1, P2, P3 and P4'],
    [people(5), 'P1, P2, P3 and 2 more', 'P1, P2, P3 and 2 more', 'P1, P2, P3 and 2 more'],
  ])('%j is said to the asker, to others, and at the beginning of a sentence', (about, asker, others, title) => {
    expect([aboutWords(about), aboutWords(about, 'others'), aboutTitle(about)]).toEqual([asker, others, title]);
  });
});
