import { describe, expect, it } from 'vitest';
import type { KnownName } from '../../../src/domain/question.ts';
import { readLive, readStats } from '../../../src/slack/words/words.ts';
import { madeNames } from './made-names.ts';

const { made, others } = madeNames();
const KNOWN = [...made, ...others];

/** A question about something in each way in which its name can stand there, with all else that it says. */
function ways({ kind, name }: KnownName): readonly (readonly [text: string, of: 'live' | 'stats', more: object])[] {
  const bare = [
    [name, 'live', {}],
    [name.toLowerCase(), 'live', {}],
    [`${name} last week`, 'stats', { period: 'last week' }],
    [`last week ${name}`, 'stats', { period: 'last week' }],
    [`how did ${name} do yesterday?`, 'stats', { period: 'yesterday' }],
    [`"${name}"`, 'live', {}],
    [`"${name}" last week`, 'stats', { period: 'last week' }],
  ] as const;
  if (kind === 'agent') return bare;
  return [
    ...bare,
    [`${kind} ${name} yesterday`, 'stats', { period: 'yesterday' }],
    [`${name} ${kind} yesterday`, 'stats', { period: 'yesterday' }],
    [`${kind} "${name}" yesterday`, 'stats', { period: 'yesterday' }],
    [`${kind}:${name}`, 'live', {}],
    [`${kind} ${name.toLowerCase()} on hold`, 'live', { states: ['held'] }],
  ];
}

function target({ kind, id, name }: KnownName): object {
  return kind === 'agent' ? { kind: 'agent', agentId: id } : { kind, id, name };
}

describe('a name that is made of words of a question', () => {
  it('there are two hundred, beside shorter ones that they contain', () => {
    expect(made).toHaveLength(200);
    expect(others.length).toBeGreaterThan(10);
  });

  it.each(made)('$kind $name is found by its bare name, by its kind and in quotes, and nothing else is', (of) => {
    const found = ways(of).map(([text, side]) => {
      const { kind: _, ...read } = side === 'live' ? readLive(text, KNOWN) : readStats(text, KNOWN);
      return [text, Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))];
    });
    const expected = ways(of).map(([text, side, more]) => [
      text,
      { who: [target(of)], media: [], ...(side === 'live' ? { states: [] } : {}), ...more },
    ]);
    expect(found).toEqual(expected);
  });
});

describe('whatever is called like a word of the commonest questions', () => {
  it.each([
    ['Today', 'today', { period: 'today', who: [] }],
    ['My Team', 'my team yesterday', { period: 'yesterday', who: [{ kind: 'my-team' }] }],
    ['Last Week', 'last week', { period: 'last week', who: [] }],
  ])('a team %s does not stand in the way of %s', (name, text, meaning) => {
    expect(readStats(text, [{ kind: 'team', id: 't', name }])).toMatchObject({ kind: 'stats', ...meaning });
    expect(readStats(`team "${name}" today`, [{ kind: 'team', id: 't', name }])).toMatchObject({
      kind: 'stats',
      who: [{ kind: 'team', id: 't' }],
    });
  });
});
