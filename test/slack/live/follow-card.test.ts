import { describe, expect, it } from 'vitest';
import type { CardView, EndReason } from '../../../src/reports/follow/card.ts';
import { inspectMessage } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { decodeLiveQuestion } from '../../../src/slack/kit/question.ts';
import { followMessage, lostCardMessage } from '../../../src/slack/live/follow-card.ts';
import { ANA, minutesAgo, NOW } from '../../domain/live/people.ts';
import { conversation, person, VIEW } from './answers.ts';

/** How a card that follows somebody reads, while it lives and when it has ended. It is 10:00 in Madrid. */

const answer = person({ conversations: [conversation({ state: 'held', stateSince: minutesAgo(4.2) })] });
const live = {
  kind: 'live',
  answer,
  until: NOW + 10 * 60_000,
  pushes: { kind: 'live' },
  old: false,
} as const satisfies CardView;
const ended = (why: EndReason): CardView => ({ kind: 'ended', answer, why, endedAt: NOW + 5 * 60_000 });

const view = { ...VIEW, appUrl: 'https://apps.mypurecloud.de' };
const text = (card: CardView) => followMessage(card, view).text;
const blocks = (card: CardView) => JSON.stringify(followMessage(card, view).blocks);
const stateOf = (card: CardView) => text(card).split('\n').slice(1, 3).join('\n');

describe('a card', () => {
  it('says first what the person does, then until when it is live and as of when', () => {
    expect(text(live).split('\n').slice(0, 2)).toEqual([
      'Ana López has had a caller on hold since 09:55 CET',
      'Live until 10:10 CET · as of 10:00:00 CET',
    ]);
  });

  it('says since when, which stays true however long it stands', () => {
    for (const card of [live, ended('stopped')]) {
      expect(text(card)).toMatch(/^Ana López has had a caller on hold since 09:55 CET\n/);
      expect(text(card)).not.toMatch(/\d+m/);
    }
  });

  it('shows its times in each reader’s own zone, to the second where it matters', () => {
    expect(blocks(live)).toContain(`*Live until <!date^${NOW / 1000 + 600}^{time}|10:10 CET>*`);
    expect(blocks(live)).toContain(`as of <!date^${NOW / 1000}^{time_secs}|10:00:00 CET>`);
  });

  it('says where its facts come from, without calling them fresh for ten minutes', () => {
    expect(text(live)).toMatch(/\nGenesys live state$/);
    expect(text(live)).not.toMatch(/fresh|cached/);
  });

  it.each<[string, CardView, RegExp]>([
    [
      'interrupted',
      { ...live, pushes: { kind: 'interrupted' } },
      /^Checked every few seconds until 10:10 CET · as of .+\nThe connection .+ is interrupted\.$/,
    ],
    [
      'refused',
      { ...live, pushes: { kind: 'refused', missingPermissions: ['conversation:communication:view'] } },
      /\nGenesys Cloud does not tell this app of changes: the app lacks `conversation:communication:view`\.$/,
    ],
    [
      'refused without a reason',
      { ...live, pushes: { kind: 'refused', missingPermissions: [] } },
      /\nGenesys Cloud does not tell this app of changes\.$/,
    ],
    [
      'old',
      { ...live, old: true },
      /^Not up to date · as of 10:00:00 CET\nSomething may have changed since then\. Tried again until 10:10 CET\.$/,
    ],
    ['old, because Genesys is busy', { ...live, old: true, failure: 'rate-limited' }, /Genesys Cloud is busy\./],
    ['old, because Genesys is down', { ...live, old: true, failure: 'unavailable' }, /cannot be read at the moment\./],
  ])('whose changes are %s does not call itself live', (_, card, sentence) => {
    expect(stateOf(card)).toMatch(sentence);
    expect(stateOf(card)).not.toMatch(/live/i);
  });

  it.each<[EndReason, RegExp]>([
    ['time', /The time of this card is over/],
    ['stopped', /You stopped it/],
    ['shutdown', /The app is being restarted/],
    ['not-allowed', /You may not see what Ana López is doing any more, so nothing newer is shown\./],
  ])('that has ended (%s) says when, why and as of when', (why, sentence) => {
    expect(stateOf(ended(why))).toMatch(/^Ended at 10:05 CET · as of 10:00:00 CET\n/);
    expect(stateOf(ended(why))).toMatch(sentence);
    expect(stateOf(ended(why))).not.toMatch(/live/i);
  });

  it('has a button that stops it, and once it has ended one that follows the same person again', () => {
    const button = (card: CardView, label: string) => {
      const all: { elements?: { action_id: string; text: { text: string }; value?: string }[] }[] = JSON.parse(
        blocks(card),
      );
      return all.flatMap(({ elements = [] }) => elements).find((each) => each.text?.text === label);
    };
    expect(button(live, 'Stop following')).toMatchObject({ action_id: 'live_stop' });
    expect(button(live, 'Follow again')).toBeUndefined();
    expect(button(ended('time'), 'Stop following')).toBeUndefined();
    const again = button(ended('time'), 'Follow again');
    expect(again).toMatchObject({ action_id: 'live_follow' });
    expect(decodeLiveQuestion(again?.value ?? '')?.who).toEqual([{ kind: 'agent', agentId: ANA.id }]);
  });

  it.each([
    ['nobody in particular', person()],
    ['a name that would ping', person({ agent: { ...ANA, name: '<!channel> & <@U1>' } })],
    ['a name of 300 letters', person({ agent: { ...ANA, name: 'Ñ'.repeat(300) } })],
    [
      '50 conversations',
      person({ conversations: Array.from({ length: 50 }, (_, nth) => conversation({ conversationId: `c${nth}` })) }),
    ],
  ])('about %s stays within the limits of Slack', (_, about) => {
    for (const card of [
      { ...live, answer: about },
      { ...live, answer: about, old: true },
      { ...ended('not-allowed'), answer: about },
    ]) {
      const message = followMessage(card, view);
      expect(inspectMessage(message)).toEqual({ refused: [], remarked: [] });
      expect(message.text.length).toBeLessThanOrEqual(4000);
      expect(message.text).not.toMatch(/<!channel>|<@U1>/);
    }
  });
});

describe('a card of which the app knows nothing any more', () => {
  it('says that it ended and offers to follow again', () => {
    const message = lostCardMessage(answer.question, view);
    expect(message.text).toMatch(/ended when the app was restarted/);
    expect(JSON.stringify(message.blocks)).toContain('Follow again');
  });
});
