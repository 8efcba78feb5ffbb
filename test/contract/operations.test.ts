import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import {
  answerProblems,
  eventProblems,
  OPERATIONS,
  requestProblems,
  tokenProblems,
} from '../../src/sandbox/genesys/wire/contract.ts';
import { ENUMS } from '../../src/sandbox/genesys/wire/enums.ts';
import shapes from '../../src/sandbox/genesys/wire/shapes.json' with { type: 'json' };
import { ask, basic, tokenOf } from '../sandbox/genesys/sandbox.ts';
import { SHAPES_FILE, shapesOfTheSdk } from './shapes.ts';

if (process.env['WRITE_SHAPES'] === 'yes') writeFileSync(SHAPES_FILE, shapesOfTheSdk());

const SUMS = 'POST /api/v2/analytics/conversations/aggregates/query';

describe('the contract that is not ours', () => {
  it('has the models of the official SDK (`npm run shapes` writes them)', () => {
    expect(readFileSync(SHAPES_FILE, 'utf8')).toBe(shapesOfTheSdk());
  });

  it.each([
    ['the body of the tutorials', SUMS, '', { dateFrom: '2026-11-01', filter: [] }, /interval is missing/],
    ['a key that nobody knows', SUMS, '', { interval: 'a/b', metrics: [], colour: 'red' }, /body\.colour is not in/],
    ['a number for a text', SUMS, '', { interval: 7, metrics: [] }, /body\.interval is no string/],
    ['a parameter that nobody knows', 'GET /api/v2/users', 'email=a', undefined, /the query parameter email/],
    ['a word that nobody knows, in the query', 'GET /api/v2/users', 'state=gone', undefined, /state is gone/],
    ['a metric that nobody knows', SUMS, '', { interval: 'a/b', metrics: ['callDuration'] }, /metrics is callDuration/],
    ['an operation that nobody knows', 'GET /api/v2/agents', '', undefined, /the operation GET/],
    ['a body where there is none', 'GET /api/v2/users', '', {}, /a body/],
  ] as const)('refuses %s', (_, operation, query, body, problem) => {
    expect(requestProblems(operation, new URLSearchParams(query), body).join('; ')).toMatch(problem);
  });

  it('refuses an answer that only the sandbox gives, and not one that leaves things out', () => {
    expect(answerProblems('GET /api/v2/users/{userId}', { id: 'u1', shoeSize: 42 })).toEqual([
      'answer.shoeSize is not in User',
    ]);
    expect(answerProblems('GET /api/v2/users/{userId}', {})).toEqual([]);
  });

  it.each([
    ['a state', 'GET /api/v2/users/{userId}', { state: 'retired' }, 'answer.state is retired'],
    [
      'a metric',
      SUMS,
      { results: [{ data: [{ metrics: [{ metric: 'callDuration' }] }] }] },
      'answer.results[0].data[0].metrics[0].metric is callDuration',
    ],
    ['a dimension', SUMS, { results: [{ group: { agent: 'ana' } }] }, 'answer.results[0].group is agent'],
  ])('refuses %s that nobody publishes', (_, operation, answer, problem) => {
    expect(answerProblems(operation, answer)).toEqual([problem]);
  });

  it('refuses a body of a refusal that is none', () => {
    expect(answerProblems(SUMS, { status: 403, reason: 'no' }, 403)).toEqual(['answer.reason is not in ErrorBody']);
  });

  it('refuses a token request that is not the documented one, and a token that is none', () => {
    const form = { authorization: basic('id', 'secret'), 'content-type': 'application/x-www-form-urlencoded' };
    const asked = { method: 'POST', headers: new Headers(form), text: 'grant_type=client_credentials' };
    const token = { access_token: 'T', token_type: 'bearer', expires_in: 60 };
    expect(tokenProblems(asked, token)).toEqual([]);
    expect(tokenProblems({ ...asked, text: 'grant_type=password' }, { token: 'T' })).toEqual([
      'the form',
      'answer.access_token is missing',
      'answer.token_type is missing',
      'answer.expires_in is missing',
      'answer.token is not in Token',
    ]);
    expect(tokenProblems(asked, { error: 'invalid_client', description: 'no' }, 400)).toEqual([]);
    expect(tokenProblems(asked, { message: 'no' }, 400)).toEqual([
      'answer.error is missing',
      'answer.message is not in TokenError',
    ]);
  });

  it('refuses a pushed event that its topic does not have', () => {
    expect(eventProblems('v2.users.ana.presence', { modifiedDate: '2026-11-22T09:00:00.000Z' })).toEqual([]);
    expect(eventProblems('v2.users.ana.presence', { mood: 'fine' })).toEqual([
      'eventBody.mood is not in PresenceEventUserPresence',
    ]);
    expect(eventProblems('v2.agents.ana', {})).toEqual(['the topic v2.agents.ana']);
  });

  it('writes words out for fields that there are', () => {
    const models: Readonly<Record<string, Readonly<Record<string, string>>>> = shapes;
    const unknown = Object.keys(ENUMS).filter((key) => {
      const [model = '', field = ''] = key.split('.');
      return models[model]?.[field] === undefined && models[model]?.[`${field}?`] === undefined;
    });
    expect(unknown).toEqual([]);
  });

  it('has every path that the app can ask for', () => {
    const folder = `${import.meta.dirname}/../../src/genesys`;
    const source = globSync('**/*.ts', { cwd: folder }).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
    const written = source.flatMap((text) => [...text.matchAll(/\bpath(?::| =) ['`](\/[^'`]+)['`]/g)]);
    const paths = written.map(([, path = '']) => `/api/v2${path.replaceAll(/\$\{[^}]*\}/g, '{}')}`);
    const known = new Set(
      Object.keys(OPERATIONS).map((name) => name.replace(/^\w+ /, '').replaceAll(/\{\w+\}/g, '{}')),
    );
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !known.has(path))).toEqual([]);
  });

  it('is remembered to have been broken, however the asker takes the refusal', async () => {
    const genesys = await startGenesys({ now: () => Date.UTC(2026, 10, 20, 11), load: 0.02 });
    onTestFinished(() => genesys.stop());
    const token = await tokenOf(genesys, 'sandbox', 'sandbox');
    await ask(genesys, token, 'GET', '/api/v2/users?state=active&pageSize=1');
    expect(genesys.strangers).toEqual([]);
    await ask(genesys, token, 'GET', '/api/v2/users?state=gone');
    expect(genesys.strangers).toEqual(['GET /api/v2/users: state is gone']);
  });
});
