import { describe, expect, it } from 'vitest';
import type { LiveQuestion } from '../../../src/domain/question.ts';
import type { LiveAnswer } from '../../../src/reports/live/answer.ts';
import { createAgentStatusFeature } from '../../../src/slack/live/agent-status.ts';
import type { PersonEmail } from '../../../src/slack/people/people.ts';
import { NOW } from '../../domain/live/people.ts';
import { asker } from '../../reports/small-centre.ts';
import { person } from './answers.ts';

/** The message shortcut, used by Omar on a message that somebody wrote. */
async function useOn(authorId: string | undefined, address?: PersonEmail, answer: LiveAnswer = person()) {
  const asked: LiveQuestion[] = [];
  const feature = createAgentStatusFeature({
    live: {
      answer: async (question) => {
        asked.push(question);
        return answer;
      },
    },
    people: { emailOf: async () => address ?? { kind: 'email', email: 'ana.lopez@example.com' } },
    appUrl: 'https://apps.mypurecloud.de',
    now: () => NOW,
  });
  const outcome = await feature.shortcuts?.['agent_status']?.({
    asker: asker(),
    channelId: 'C0FLOOR',
    sharing: 'channel',
    reference: 'ref-1',
    triggerId: undefined,
    tell: async () => undefined,
    share: () => Promise.reject(new Error('shares nothing')),
    once: (work) => work(),
    authorId,
  });
  return { outcome, asked };
}

const problem = (kind: Extract<PersonEmail, { kind: 'problem' }>['problem']): PersonEmail => ({
  kind: 'problem',
  problem: kind,
  slackUserId: 'U0ANA',
});

describe('"Agent status" on a message', () => {
  it('asks what `/agent-live @author` asks, and answers to the asker alone', async () => {
    const { outcome, asked } = await useOn('U0ANA');
    expect(asked).toEqual([
      {
        kind: 'live',
        who: [{ kind: 'email', email: 'ana.lopez@example.com', slackUserId: 'U0ANA' }],
        media: [],
        states: [],
      },
    ]);
    expect(outcome?.outcome).toBe('answered');
    expect(outcome?.message?.text).toMatch(/^Ana López has been on queue and free/);
    expect(outcome?.replace).toBeUndefined();
  });

  it.each<[string, string | undefined, PersonEmail | undefined, RegExp]>([
    ['has no author', undefined, undefined, /An app wrote this message/],
    ['an app wrote', 'U0BOT', problem('bot'), /An app wrote this message/],
    ['somebody wrote whom Slack does not show', 'U0X', problem('unknown'), /does not tell this app who wrote/],
    ['a guest wrote', 'U0ANA', problem('guest'), /<@U0ANA> is a guest/],
    ['somebody without an address wrote', 'U0ANA', problem('no-email'), /no email address of <@U0ANA>/],
  ])('that %s has its own sentence and asks nothing of Genesys', async (_, authorId, address, sentence) => {
    const { outcome, asked } = await useOn(authorId, address);
    expect(outcome?.message?.text).toMatch(sentence);
    expect(asked).toEqual([]);
  });

  it('of somebody whom the asker may not see is refused as the command refuses it', async () => {
    const { outcome } = await useOn('U0ANA', undefined, {
      kind: 'problem',
      question: { kind: 'live', who: [], media: [], states: [] },
      problem: { kind: 'not-allowed', decision: { allowed: false, rule: 'no-grant' }, slackUserId: 'U0ANA' },
    });
    expect(outcome?.outcome).toBe('not-allowed');
    expect(outcome?.message?.text).toContain('<@U0ANA>');
  });
});
