import { describe, expect, it } from 'vitest';
import type { Asker } from '../../src/domain/asker.ts';
import { SOURCE_ERROR_KINDS, SourceError } from '../../src/reports/ports.ts';
import { createAdmission } from '../../src/slack/admission.ts';
import type { Outcome } from '../../src/slack/feature.ts';
import { type AnsweredFacts, createHandle, type HandleParts } from '../../src/slack/handle.ts';
import { sentence } from '../../src/slack/kit/render.ts';
import { say } from '../../src/slack/kit/say.ts';

const asker: Asker = {
  slackUserId: 'U0OMAR',
  slackTeamId: 'T0FLOOR',
  kind: 'member',
  email: 'omar.haddad@example.com',
  name: 'Omar',
  timeZone: 'Europe/Madrid',
  weekStart: 1,
};
const inbound = {
  name: '/agent-live',
  userId: 'U0OMAR',
  teamIds: ['T0FLOOR'],
  channelId: 'C0FLOOR',
  isDirect: false,
  act: ['/agent-live'],
  requestId: 'trigger-1',
  responseUrl: 'http://127.0.0.1/r',
};

function house(parts: Partial<HandleParts> = {}) {
  const told: string[] = [];
  const homes: string[] = [];
  const answered: AnsweredFacts[] = [];
  const errors: unknown[] = [];
  const unused = () => Promise.reject(new Error('not used here'));
  const handle = createHandle({
    admission: createAdmission(),
    isStoreError: () => false,
    askerOf: async () => asker,
    refuse: async () => ({ allowed: false, rule: 'not-a-member' }),
    outbox: {
      answer: async (_to, message) => void told.push(message.text),
      home: async (_user, blocks) => void homes.push(JSON.stringify(blocks)),
    },
    share: unused,
    once: (_press, work) => work(),
    newReference: () => 'ref-1',
    now: () => 0,
    within: async (_question, work) => ({ result: await work(), upstream: 3 }),
    onAnswered: (facts) => void answered.push(facts),
    onError: (error) => void errors.push(error),
    patienceMs: 60_000,
    ...parts,
  });
  return { handle, told, homes, answered, errors };
}

describe('more questions than can be answered', () => {
  it('are told to come again, in the ack of a command and in the answer to a click', async () => {
    const { handle, told, answered } = house({ admission: createAdmission(2) });
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const first = handle(inbound, () => promise);
    const place = handle.enter('/agent-live');
    expect(handle.enter('/agent-stats')).toMatchObject({ text: expect.stringMatching(/busy.*again in 20 seconds/) });
    await handle({ ...inbound, name: 'refresh' }, async () => ({ outcome: 'answered' }));
    expect(told).toEqual([expect.stringContaining('busy')]);
    expect(answered.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['/agent-stats', 'busy'],
      ['refresh', 'busy'],
    ]);
    resolve({ outcome: 'answered' });
    await first;
    if ('leave' in place) place.leave();
    expect(handle.enter('/agent-live')).toHaveProperty('turn');
  });

  it('begin one in each turn, so that what arrives is acknowledged in between', async () => {
    const { handle } = house();
    const order: string[] = [];
    const answering = ['a', 'b', 'c'].map((name) =>
      handle(inbound, async () => {
        order.push(name);
        setImmediate(() => order.push(`ack after ${name}`));
        return { outcome: 'answered' };
      }),
    );
    await Promise.all(answering);
    await new Promise((turn) => setImmediate(turn));
    expect(order.indexOf('ack after a')).toBeLessThan(order.indexOf('c'));
  });
});

describe('a store that fails', () => {
  it('is told as that, with the reference', async () => {
    const { handle, told, answered } = house({ isStoreError: () => true });
    await handle(inbound, () => Promise.reject(new Error('store: cannot set: Redis: OOM')));
    expect(told).toEqual([expect.stringMatching(/cannot reach what it keeps.*nothing was changed.*ref-1/)]);
    expect(answered[0]?.outcome).toBe('store-failed');
  });
});

describe('an answer', () => {
  it('reaches the asker and leaves one line of facts', async () => {
    const { handle, told, answered } = house();
    await handle(inbound, async () => ({ outcome: 'answered', message: sentence(say`Ana is free.`) }));
    expect(told).toEqual(['Ana is free.']);
    expect(answered).toEqual([{ name: '/agent-live', outcome: 'answered', ms: 0, upstream: 3, reference: 'ref-1' }]);
  });

  it('is announced when it takes longer than people wait without a sign', async () => {
    const answer = Promise.withResolvers<Outcome>();
    const { handle, told } = house({ patienceMs: 1 });
    const work = handle(inbound, () => answer.promise);
    await expect.poll(() => told).toEqual(['Still asking Genesys Cloud. The answer will appear here.']);
    answer.resolve({ outcome: 'answered', message: sentence(say`Done.`) });
    await work;
    expect(told.at(-1)).toBe('Done.');
  });

  it.each(SOURCE_ERROR_KINDS)(
    'that Genesys failed (%s) is a sentence with the reference, and no status code',
    async (kind) => {
      const { handle, told, answered, errors } = house();
      const failure = new SourceError({ kind, endpoint: 'agent-status', status: 499, correlationId: 'c-secret' });
      await handle(inbound, () => Promise.reject(failure));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/^[A-Z].+[.!].*\(reference ref-1\)$/);
      expect(told[0]).not.toMatch(/499|c-secret/);
      expect(answered[0]?.outcome).toBe(kind);
      expect(errors).toEqual([failure]);
    },
  );

  it('that broke in the app itself is loud in the log and calm in Slack', async () => {
    const { handle, told, answered, errors } = house();
    await handle(inbound, () => Promise.reject(new TypeError('x is undefined')));
    expect(told[0]).toContain('ref-1');
    expect(told[0]).not.toContain('undefined');
    expect(answered[0]?.outcome).toBe('error');
    expect(errors).toHaveLength(1);
  });

  it('that Slack does not take is logged, not thrown', async () => {
    const refusing = { ...house(), answer: () => Promise.reject(new Error('gone')) };
    const unused = () => Promise.reject(new Error('not used here'));
    const { handle, answered, errors } = house({
      outbox: { answer: refusing.answer, home: unused },
    });
    await handle(inbound, async () => ({ outcome: 'answered', message: sentence(say`Hi.`) }));
    expect(answered[0]?.outcome).toBe('undelivered');
    expect(errors).toHaveLength(1);
  });

  it('is waited for by whoever wants to stop', async () => {
    const answer = Promise.withResolvers<Outcome>();
    const { handle, told } = house();
    const work = handle(inbound, () => answer.promise);
    const idle = handle.idle().then(() => told.push('idle'));
    answer.resolve({ outcome: 'answered', message: sentence(say`Late.`) });
    await Promise.all([work, idle]);
    expect(told).toEqual(['Late.', 'idle']);
  });
});

describe('somebody who is no member', () => {
  const guest = { askerOf: async () => ({ ...asker, kind: 'guest' as const }) };
  const answer = async () => ({ outcome: 'answered', message: sentence(say`Ana is free.`) });

  it('is turned away before anything is looked up', async () => {
    const { handle, told, answered } = house(guest);
    await handle(inbound, () => Promise.reject(new Error('looked something up')));
    expect(told).toEqual([expect.stringMatching(/^Guests of this workspace cannot ask/)]);
    expect(answered).toMatchObject([{ outcome: 'not-a-member' }]);
  });

  it('reads so in the Home that they opened', async () => {
    const { handle, told, homes } = house(guest);
    await handle({ ...inbound, home: true }, answer);
    expect(homes).toEqual([expect.stringContaining('Guests of this workspace cannot ask')]);
    expect(told).toEqual([]);
  });

  it('is answered by what is open to everybody', async () => {
    const { handle, told } = house(guest);
    await handle({ ...inbound, open: true }, answer);
    expect(told).toEqual(['Ana is free.']);
  });
});

describe('what a refusal by Genesys says', () => {
  it.each([
    [
      new SourceError({ kind: 'forbidden', endpoint: 'x', missingPermissions: ['analytics:agentState:view'] }),
      /lacks `analytics:agentState:view`/,
    ],
    [new SourceError({ kind: 'rate-limited', endpoint: 'x', retryAfterMs: 41_200 }), /in 42 seconds/],
    [new SourceError({ kind: 'rate-limited', endpoint: 'x', retryAfterMs: 1 }), /in 1 second\./],
    [new SourceError({ kind: 'rate-limited', endpoint: 'x', retryAfterMs: 3_600_000 }), /in 60 minutes/],
    [new SourceError({ kind: 'unauthorised', endpoint: 'token' }), /id or secret of its OAuth client is wrong/],
    [
      new SourceError({ kind: 'rate-limited', endpoint: 'token', retryAfterMs: 5000 }),
      /log in only so often.+in 5 seconds/,
    ],
    [new SourceError({ kind: 'unavailable', endpoint: 'token' }), /could not log the app in/],
    [new SourceError({ kind: 'invalid-request', endpoint: 'x', status: 413, because: 'size' }), /too large/],
  ])('$0.message: $1', async (failure, sentence) => {
    const { handle, told } = house();
    await handle(inbound, () => Promise.reject(failure));
    expect(told[0]).toMatch(sentence);
  });
});
