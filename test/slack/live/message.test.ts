import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { CONVERSATION_STATES, ROUTING_STATUSES, SYSTEM_PRESENCES } from '../../../src/domain/live/status.ts';
import { MEDIA } from '../../../src/domain/media.ts';
import type { LiveAnswer } from '../../../src/reports/live/answer.ts';
import { SOURCE_ERROR_KINDS } from '../../../src/reports/ports.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { ANA, minutesAgo, NOW } from '../../domain/live/people.ts';
import { board, ended, person, row, VIEW } from './answers.ts';

/** What is true of every answer, whatever it is about. */

const text = (answer: LiveAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;

describe('a question that cannot be answered as asked', () => {
  it.each<[LiveAnswer, RegExp]>([
    [{ kind: 'states-apart', state: 'closed' }, /`closed` is a question of its own.*`\/agent-live @ana closed`/u],
    [{ kind: 'states-apart', state: 'queued' }, /`waiting`.*`\/agent-live queue Billing waiting`/u],
    [
      { kind: 'queued-without-queue', queues: ['Billing', 'Care'] },
      /one queue at a time: `\/agent-live queue "Billing" waiting` · `\/agent-live queue "Care" waiting`/u,
    ],
    [{ kind: 'queued-without-queue', queues: [] }, /name one.*`\/agent-live queue Billing waiting`/u],
    [{ kind: 'closed-for-several' }, /one person at a time.*`\/agent-stats today team`/u],
  ])('says what to type: %j', (answer, sentence) => {
    expect(text(answer)).toMatch(sentence);
  });
});

describe('every message', () => {
  const nasty = fc.oneof(
    fc.constantFrom('<!channel>', 'Ana & <@U1>', 'x'.repeat(300), '&'.repeat(300), 'عمر حداد', '\u202Eana', '*_~`'),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
  );
  const at = fc.option(fc.integer({ min: NOW - 10 ** 9, max: NOW + 5000 }), { nil: undefined });
  const conversations = fc.array(
    fc.record({
      conversationId: fc.uuid(),
      media: fc.constantFrom(...MEDIA),
      direction: fc.constantFrom('inbound' as const, 'outbound' as const, undefined),
      queue: fc.option(fc.record({ id: fc.uuid(), name: nasty }), { nil: undefined }),
      role: fc.constantFrom('agent' as const, 'consulted' as const, 'barging' as const),
      state: fc.constantFrom(...CONVERSATION_STATES),
      stateSince: at,
      handlingSince: at,
      startedAt: at,
      wrapUp: fc.option(fc.record({ name: nasty, provisional: fc.boolean() }), { nil: undefined }),
      unread: fc.boolean(),
    }),
    { maxLength: 30 },
  );
  const missing = fc.array(
    fc.record({
      what: fc.constantFrom(
        'user' as const,
        'agent-status' as const,
        'conversation-list' as const,
        'queue-names' as const,
      ),
      why: fc.constantFrom(...SOURCE_ERROR_KINDS),
      missingPermissions: fc.array(nasty, { maxLength: 2 }),
    }),
    { maxLength: 4 },
  );

  it('about a person keeps within what Slack takes, pings nobody, and answers in its text', () => {
    const arbitrary = fc.record({
      name: nasty,
      conversations,
      missing,
      label: nasty,
      presence: fc.record({ system: fc.constantFrom(...SYSTEM_PRESENCES), since: at }),
      routing: fc.record({ status: fc.constantFrom(...ROUTING_STATUSES), since: at }),
    });
    fc.assert(
      fc.property(arbitrary, ({ name, missing: without, label, ...status }) => {
        const agent = { ...ANA, name };
        const answer = person({ ...status, agent, hidden: 2 }, { missing: without, presenceLabel: label });
        const message = liveMessage(answer, { ...VIEW, appUrl: 'https://apps.mypurecloud.de' });
        expect(blockKitProblems(message)).toEqual([]);
        expect(message.text).toMatch(/\nas of .+ · Genesys live state$/);
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 3, 50, 500])('about %i people keeps within what Slack takes and names who needs attention', (size) => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 5, maxLength: 5 }), conversations, (names, having) => {
        const rows = Array.from({ length: Math.min(size, 50) }, (_, nth) =>
          row(names[nth % 5] ?? '', {
            conversations: having,
            ...(nth === 0 ? { attention: { kind: 'not-responding' as const, since: minutesAgo(1) } } : {}),
          }),
        );
        const counts = { ...board(rows).counts, people: size };
        const message = liveMessage(
          board(rows, { about: { kind: 'person', name: names[0] ?? '' }, onlyFirst: size > 50, counts }),
          VIEW,
        );
        expect(blockKitProblems(message)).toEqual([]);
        expect(message.text.length).toBeLessThanOrEqual(1500);
        expect(message.text.includes('has not responded for 1m 0s')).toBe(size > 0);
      }),
      { numRuns: 15 },
    );
  });

  it('about what is closed keeps within what Slack takes', () => {
    const one = fc.record({
      conversationId: fc.uuid(),
      media: fc.constantFrom(...MEDIA),
      queue: fc.record({ id: fc.uuid(), name: nasty }),
      startedAt: fc.constant(minutesAgo(50)),
      endedAt: fc.constant(minutesAgo(40)),
      wrapUps: fc.array(nasty, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(nasty, fc.array(one, { maxLength: 60 }), (name, list) => {
        const message = liveMessage(ended(list, { agent: { ...ANA, name } }), VIEW);
        expect(blockKitProblems(message)).toEqual([]);
        expect(message.text).toMatch(/ in the last hour\n/);
      }),
      { numRuns: 30 },
    );
  });
});
