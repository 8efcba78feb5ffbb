import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerProblems, requestProblems } from '../../src/sandbox/genesys/wire/contract.ts';
import { SHAPES_FILE, shapesOfTheSdk } from './shapes.ts';

if (process.env['WRITE_SHAPES'] === 'yes') writeFileSync(SHAPES_FILE, shapesOfTheSdk());

const SUMS = 'POST /api/v2/analytics/conversations/aggregates/query';

describe('the contract that is not ours', () => {
  it('has the models of the official SDK (`npm run shapes` writes them)', () => {
    expect(readFileSync(SHAPES_FILE, 'utf8')).toBe(shapesOfTheSdk());
  });

  it.each([
    ['the body of the tutorials', SUMS, [], { dateFrom: '2026-11-01', filter: [] }, /interval is missing/],
    ['a key that nobody knows', SUMS, [], { interval: 'a/b', metrics: [], colour: 'red' }, /body\.colour is not in/],
    ['a number for a text', SUMS, [], { interval: 7, metrics: [] }, /body\.interval is no string/],
    ['a parameter that nobody knows', 'GET /api/v2/users', ['email'], undefined, /the query parameter email/],
    ['a body where there is none', 'GET /api/v2/users', [], {}, /a body/],
  ] as const)('refuses %s', (_, operation, query, body, problem) => {
    expect(requestProblems(operation, query, body).join('; ')).toMatch(problem);
  });

  it('refuses an answer that only the sandbox gives, and not one that leaves things out', () => {
    expect(answerProblems('GET /api/v2/users/{userId}', { id: 'u1', shoeSize: 42 })).toEqual([
      'answer.shoeSize is not in User',
    ]);
    expect(answerProblems('GET /api/v2/users/{userId}', {})).toEqual([]);
  });
});
