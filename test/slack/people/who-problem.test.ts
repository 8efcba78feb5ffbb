import { describe, expect, it } from 'vitest';
import type { LiveQuestion } from '../../../src/domain/question.ts';
import type { WhoProblem } from '../../../src/reports/people/who.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { decodeLiveQuestion } from '../../../src/slack/kit/question.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { whoProblemMessage } from '../../../src/slack/people/who-problem.ts';
import { VIEW } from '../live/answers.ts';

/** What the asker is told when nobody, or more than one, is meant. */

const about = (problem: WhoProblem, subject: 'live' | 'stats' = 'live') =>
  whoProblemMessage(problem, { asker: { kind: 'member' }, about: subject }).text;

const madrid = { id: 'd1', name: 'Madrid' };
const several: WhoProblem = {
  kind: 'several-agents',
  words: 'ana',
  candidates: [
    { id: 'a-1', name: 'Ana López', title: 'Agent', division: madrid },
    { id: 'a-2', name: 'Ana <!channel>' },
  ],
  more: 3,
};

describe('a problem with whom is meant', () => {
  it.each<[WhoProblem, RegExp]>([
    [{ kind: 'nobody-named' }, /`\/agent-live @ana`/u],
    [{ kind: 'no-such-agent', words: 'Anna' }, /^Nobody whom you may see is called “Anna”.*menu/u],
    [{ kind: 'not-in-genesys', slackUserId: 'U1' }, /^Nobody in Genesys Cloud has the email address of <@U1>/u],
    [{ kind: 'inactive', name: 'Luis', state: 'inactive' }, /^Luis is inactive in Genesys Cloud, so there is no live/u],
    [
      { kind: 'not-allowed', decision: { allowed: false, rule: 'not-a-report' }, slackUserId: 'U1' },
      /<@U1> is not among your people/u,
    ],
    [{ kind: 'not-allowed', decision: { allowed: false, rule: 'no-grant' } }, /`analytics:agentState:view`/u],
    [{ kind: 'agent-gone' }, /no longer/u],
    [{ kind: 'no-such-place', place: 'queue', words: 'Biling' }, /^There is no queue called “Biling”/u],
    [
      { kind: 'nobody-there', place: 'queue', name: 'Billing' },
      /^There is nobody in the queue Billing whom you may see\.$/u,
    ],
    [{ kind: 'nobody-there', place: 'my-team' }, /^Nobody whom you may see reports to you/u],
    [several, /^“ana” fits several people\. Whom do you mean\?\n.*3 more fit: type more of the name\.$/su],
    [
      { kind: 'several-places', place: 'queue', words: 'bill', candidates: [{ id: 'q', name: 'Billing' }], more: 0 },
      /^“bill” fits several queues\..*\nBilling$/su,
    ],
  ])('is a sentence of its own: %j', (problem, sentence) => {
    expect(about(problem)).toMatch(sentence);
  });

  it('names the command that was used', () => {
    expect(about({ kind: 'agent-gone' }, 'stats')).toContain('/agent-stats');
    expect(about({ kind: 'inactive', name: 'Luis', state: 'deleted' }, 'stats')).toContain('statistics are not shown');
  });

  it('cannot ping, whatever was typed or whoever is called so', () => {
    expect(about({ kind: 'no-such-agent', words: '<!channel> <@U1>' })).toContain('“&lt;!channel&gt; &lt;@U1&gt;”');
    expect(about(several)).toContain('Ana &lt;!channel&gt;');
  });

  it('shows the mention and no address when it was a mention', () => {
    const message = about({ ...several, words: 'ana.lopez@example.com', slackUserId: 'U1' });
    expect(message).toMatch(/^<@U1> fits several people/u);
    expect(message).not.toContain('@example.com');
  });
});

describe('a pick list', () => {
  const question: LiveQuestion = {
    kind: 'live',
    who: [{ kind: 'name', name: 'ana' }, { kind: 'me' }],
    media: ['voice'],
    states: [],
  };

  function choices(problem: WhoProblem, asked = question) {
    const { blocks } = liveMessage({ kind: 'problem', problem, question: asked }, VIEW);
    return blocks.flatMap((block) =>
      block.type === 'section' && block.accessory?.type === 'button' ? [block.accessory] : [],
    );
  }

  it('asks the same question again about the one who is chosen', () => {
    const [first, second] = choices(several);
    expect(decodeLiveQuestion(first?.value ?? '')).toEqual({
      ...question,
      who: [{ kind: 'agent', agentId: 'a-1' }, { kind: 'me' }],
    });
    expect(decodeLiveQuestion(second?.value ?? '')?.who[0]).toEqual({ kind: 'agent', agentId: 'a-2' });
    expect([first?.action_id, second?.action_id]).toEqual(['live_pick:0', 'live_pick:1']);
  });

  it('of queues asks about that very queue', () => {
    const asked: LiveQuestion = { ...question, who: [{ kind: 'queue', name: 'bill' }] };
    const candidates = [
      { id: 'q', name: 'Billing' },
      { id: 'q2', name: 'Billing EU' },
    ];
    const [, second] = choices({ kind: 'several-places', place: 'queue', words: 'bill', candidates, more: 0 }, asked);
    expect(decodeLiveQuestion(second?.value ?? '')?.who).toEqual([{ kind: 'queue', name: 'Billing EU', id: 'q2' }]);
  });

  it('tells them apart by title and division', () => {
    expect(about(several)).toContain('Ana López · Agent · Madrid');
  });

  it('of twenty with the longest names keeps within what Slack takes', () => {
    const name = '<'.repeat(300);
    const candidates = Array.from({ length: 20 }, (_, nth) => ({
      id: `a-${nth}`,
      name,
      title: name,
      division: { id: 'd', name },
    }));
    const problem: WhoProblem = { kind: 'several-agents', words: 'ana', candidates, more: 7 };
    expect(blockKitProblems(liveMessage({ kind: 'problem', problem, question }, VIEW))).toEqual([]);
    expect(choices(problem)).toHaveLength(20);
  });
});
