/** Questions without a command: mentions of the app in channels and threads, and what is written to it alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectsIn } from '../../src/sandbox/slack/json.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { type House, MANIFEST, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ slack: { enforceRates: false } });
});
afterAll(() => house.stop());

const APP = '<@U0FLOOR>';
const DIRECT = 'D0OMAR';

interface Told {
  readonly asked: SlackMessage;
  /** What this person sees of the app because of it. */
  readonly answers: readonly SlackMessage[];
}

type Telling = Parameters<House['slack']['tell']>[0];

async function tell(of: Partial<Telling> & { readonly text: string }, at: House = house): Promise<Told> {
  const { slack, app } = at;
  const asking = { user: 'U0OMAR', channel: 'C0FLOOR', ...of };
  const before = new Set(slack.messages({ user: asking.user }));
  const { message } = await slack.tell(asking);
  await app.idle();
  const answers = slack.messages({ user: asking.user }).filter((each) => !before.has(each) && each.from === 'U0FLOOR');
  return { asked: message, answers };
}

async function answerTo(of: Partial<Telling> & { readonly text: string }, at: House = house): Promise<SlackMessage> {
  const { answers } = await tell(of, at);
  const [only, ...others] = answers;
  if (only === undefined || others.length > 0) throw new Error(`${of.text}: ${answers.length} answers`);
  return only;
}

/** The root of a thread in which somebody has replied. */
function thread(at: House = house): SlackMessage {
  const root = at.slack.say('U0ANA', 'C0FLOOR', 'How was last week?');
  void at.slack.tell({ user: 'U0ZOE', channel: 'C0FLOOR', text: 'No idea', thread: root });
  return root;
}

/** The blocks without what says where it was asked and how old it is. */
const shown = ({ blocks }: SlackMessage) =>
  JSON.stringify(
    blocks.filter(({ type }) => ['section', 'data_table', 'table', 'data_visualization'].includes(String(type))),
  ).replaceAll(/"block_id":"[^"]*",?/g, '');

const labels = ({ blocks }: SlackMessage) =>
  [...objectsIn(blocks)].flatMap((element) => {
    const text = element['text'];
    return element['type'] === 'button' && typeof text === 'object' && text !== null && 'text' in text
      ? [text.text]
      : [];
  });

const asksOf = (at: House) => at.genesys.requests.filter(({ path }) => path.includes('/analytics/')).length;

describe('the same question', () => {
  it('by command, mention, mention in a thread, direct message and button has the same figures, asked once', async () => {
    const words = 'last week queue "Billing EU"';
    const before = asksOf(house);
    const [byCommand] = await house.ask('U0OMAR', '/agent-stats', words);
    const once = asksOf(house) - before;
    expect(once).toBeGreaterThan(0);
    const byMention = await answerTo({ text: `${APP} ${words}` });
    const inThread = await answerTo({ text: `${APP} ${words}`, thread: thread() });
    const directly = await answerTo({ channel: DIRECT, text: words });
    const [byButton] = await house.press('U0OMAR', inThread, 'stats_refresh');
    if (byCommand === undefined || byButton === undefined) throw new Error('no answer');
    for (const answer of [byMention, inThread, directly]) expect(shown(answer)).toBe(shown(byCommand));
    // A button is pinned to the days, whatever they were called.
    expect(shown(byButton)).toBe(shown(byCommand).replace('last week', '16–22 Nov 2026'));
    expect(asksOf(house) - before).toBe(once);
  });

  it('about now goes to the live side, one with a period or a figure to the statistics, and its small print says which', async () => {
    const source = async (text: string) => {
      const { blocks } = await answerTo({ text: `${APP} ${text}` });
      return JSON.stringify(blocks.at(-2)).includes('Genesys live state')
        ? 'live'
        : JSON.stringify(blocks.at(-2)).includes('Genesys Analytics')
          ? 'stats'
          : JSON.stringify(blocks);
    };
    expect(await source('<@U0ANA>')).toBe('live');
    expect(await source('who is free in billing eu?')).toBe('live');
    expect(await source('billing eu last week')).toBe('stats');
    expect(await source('AHT of billing eu')).toBe('stats');
    expect(await source('how did billing eu do?')).toBe('stats');
  });
});

describe('the answer to a mention', () => {
  it('is seen by the asker alone, in the channel or in its thread', async () => {
    const inChannel = await answerTo({ text: `${APP} billing eu last week` });
    expect(inChannel).toMatchObject({ channel: 'C0FLOOR', onlyFor: 'U0OMAR', via: 'chat.postEphemeral' });
    expect(inChannel.threadTs).toBeUndefined();
    const root = thread();
    const inThread = await answerTo({ text: `${APP} billing eu last week`, thread: root });
    expect(inThread).toMatchObject({ channel: 'C0FLOOR', onlyFor: 'U0OMAR', threadTs: root.ts });
  });

  it.each([
    ['live', '<@U0ANA> <@U0SEAN>', 'live_share'],
    ['of statistics', 'last week billing eu', 'stats_share'],
  ])('%s is shared in the thread, once, and everybody there sees it', async (_, words, action) => {
    const root = thread();
    const answer = await answerTo({ text: `${APP} ${words}`, thread: root });
    expect(labels(answer)).toContain('Share in thread');
    await house.press('U0OMAR', answer, action);
    const shared = house.slack.messages({ channel: 'C0FLOOR', thread: root.ts, user: 'U0ZOE' }).at(-1);
    expect(shared).toMatchObject({ from: 'U0FLOOR', threadTs: root.ts });
    expect(shared?.onlyFor).toBeUndefined();
  });

  it('of one person is shared in the thread from behind the menu, and what was pressed stays there', async () => {
    const root = thread();
    const answer = await answerTo({ text: `${APP} <@U0ANA>`, thread: root });
    const [card] = await house.press('U0OMAR', answer, 'live_share_ask');
    expect(card).toMatchObject({ threadTs: root.ts, onlyFor: 'U0OMAR' });
    if (card === undefined) throw new Error('nothing was asked');
    expect(labels(card)).toEqual(['Share in thread']);
    const [shared] = await house.press('U0OMAR', card, 'live_share:asked');
    expect(shared?.text).toBeDefined();
    expect(
      house.slack.messages({ thread: root.ts, user: 'U0ZOE' }).filter(({ from }) => from === 'U0FLOOR'),
    ).toHaveLength(1);
  });

  it('to a mention that begins a thread is shared below the mention, also after it was refreshed', async () => {
    const { asked, answers } = await tell({ text: `${APP} last week billing eu` });
    const [answer] = answers;
    if (answer === undefined) throw new Error('no answer');
    const [refreshed] = await house.press('U0OMAR', answer, 'stats_refresh');
    if (refreshed === undefined) throw new Error('not refreshed');
    expect(refreshed.ts).toBe(answer.ts);
    await house.press('U0OMAR', refreshed, 'stats_share');
    expect(house.slack.messages({ thread: asked.ts, user: 'U0ZOE' })).toMatchObject([{ from: 'U0FLOOR' }]);
  });

  it('can be followed, split and looked into like that of a command', async () => {
    const root = thread();
    const live = await answerTo({ text: `${APP} <@U0ANA>`, thread: root });
    await house.press('U0OMAR', live, 'live_follow');
    expect(house.slack.messages({ channel: DIRECT }).at(-1)?.blocks).not.toEqual([]);
    const stats = await answerTo({ text: `${APP} last week billing eu`, thread: root });
    const [byAgent] = await house.press('U0OMAR', stats, 'stats_by:agent');
    expect(byAgent).toMatchObject({ ts: stats.ts, onlyFor: 'U0OMAR' });
    const [details] = await house.press('U0OMAR', byAgent ?? stats, 'stats_details');
    expect(details).toMatchObject({ threadTs: root.ts, onlyFor: 'U0OMAR' });
  });

  it('names nobody where guests read along, as everywhere', async () => {
    const answer = await answerTo({ text: `${APP} "ana lópez" me`, channel: 'C0GUESTS' });
    const [refused] = await house.press('U0OMAR', answer, 'live_share');
    expect(refused).toMatchObject({ onlyFor: 'U0OMAR', text: expect.stringContaining('Guests or people of other') });
  });
});

describe('what is written to the app alone', () => {
  it('is answered there by a message that stays, without a button to share it', async () => {
    const answer = await answerTo({ channel: DIRECT, text: 'last week billing eu' });
    expect(answer).toMatchObject({ channel: DIRECT, via: 'chat.postMessage' });
    expect(answer.onlyFor).toBeUndefined();
    expect(labels(answer).join()).not.toMatch(/share/i);
    const [again] = await house.press('U0OMAR', answer, 'stats_refresh');
    expect(again?.ts).toBe(answer.ts);
    expect(labels(again ?? answer).join()).not.toMatch(/share/i);
  });

  it('in a thread of it, is answered in that thread', async () => {
    const root = await answerTo({ channel: DIRECT, text: '<@U0ANA>' });
    const answer = await answerTo({ channel: DIRECT, text: 'me today', thread: root });
    expect(answer.threadTs).toBe(root.ts);
  });

  it('may begin with a mention of it, as in a channel', async () => {
    const answer = await answerTo({ channel: DIRECT, text: `${APP}: billing eu last week` });
    expect(answer.text).toContain('Billing EU');
  });
});

describe('what is said', () => {
  it.each([
    ['nothing', APP],
    ['help', `${APP} help`],
  ])('%s is answered with what can be asked, which can be asked as it stands', async (_, text) => {
    const help = await answerTo({ text });
    expect(help.text).toMatch(/^Ask in your own words\./);
    const examples = [...help.text.matchAll(/^`([^`]+)`: /gm)].map(([, typed = '']) => typed);
    expect(examples.length).toBeGreaterThan(4);
  });

  it.each([
    ['the mention at the end', `billing eu last week ${APP}`],
    ['the mention in the middle', `hey ${APP} how did billing eu do last week?`],
    ['the mention with its name', '<@U0FLOOR|floorwalker>, billing eu last week'],
    ['formatting', `${APP} *billing eu* _last week_`],
    ['code', `${APP} \`billing eu last week\``],
    ['lines', `${APP}\nbilling eu\nlast week`],
    ['a list', `${APP}\n• billing eu\n• last week`],
    ['a quote', `&gt; billing eu last week\n${APP}`],
    ['smart quotes', `${APP} queue “Billing EU” last week`],
    ['emoji', `:wave: ${APP} billing eu last week :chart_with_upwards_trend:`],
    ['a command behind the mention', `${APP} /agent-stats last week billing eu`],
    ['spaces of all kinds', `${APP}\u00a0 billing\u2009eu \t last\u202fweek`],
  ])('with %s is understood', async (_, text) => {
    const { answers } = await tell({ text });
    expect(answers.map(({ text: answer }) => answer)).toEqual([expect.stringContaining('Billing EU, last week')]);
  });

  it('with signs that Slack escapes is told back as it was written', async () => {
    const answer = await answerTo({ text: `${APP} queue "A &amp; B &lt;x&gt;"` });
    expect(answer.text).toContain('A &amp; B &lt;x&gt;');
  });
});

describe('a refusal in a thread', () => {
  it.each([
    ['callz yesterday', '`@floorwalker calls yesterday`'],
    ['me callz yesterday', '`@floorwalker me calls yesterday`'],
    ['rining', '`@floorwalker ringing`'],
  ])('%s is told with words that can be said there', async (words, offer) => {
    const { text } = await answerTo({ text: `${APP} ${words}`, thread: thread() });
    expect(text).toContain(offer);
    expect(text).not.toMatch(/`\/agent/);
    const said = offer.replaceAll('`', '').replace('@floorwalker', APP);
    await answerTo({ text: said, thread: thread() });
    expect(house.log.findLast(({ msg }) => msg === 'answered')).toMatchObject({
      outcome: expect.stringMatching(/^(?:answered|nothing)$/),
    });
  });
});

describe('what nobody has just said to the app', () => {
  it.each([
    ['an edit', { edited: { user: 'U0OMAR', ts: '1.2' } }],
    ['a message that was changed', { subtype: 'message_changed' }],
    ['a message that was deleted', { subtype: 'message_deleted', hidden: true }],
    ['a copy of a reply in the channel', { subtype: 'thread_broadcast' }],
    ['the message of a bot', { bot_id: 'B0OTHER' }],
    ['the message of a bot of old', { subtype: 'bot_message', bot_id: 'B0OTHER' }],
    ['a message of the app itself', { user: 'U0FLOOR', bot_id: 'B0FLOOR' }],
    ['an event without its author', { user: null }],
  ])('%s is left alone', async (_, override) => {
    for (const channel of ['C0FLOOR', DIRECT]) {
      const lines = house.log.length;
      const { answers } = await tell({ channel, text: `${APP} billing eu last week`, override });
      expect(answers).toEqual([]);
      expect(house.log.slice(lines).filter(({ msg }) => msg === 'answered' || msg === 'failed')).toEqual([]);
    }
  });

  it('a message in a channel that does not mention it is none of its business', async () => {
    const event = {
      type: 'message',
      channel_type: 'channel',
      channel: 'C0FLOOR',
      user: 'U0OMAR',
      text: 'last week',
      ts: '9.9',
    };
    const before = house.slack.messages().length;
    await house.slack.event(event);
    await house.app.idle();
    expect(house.slack.messages()).toHaveLength(before);
  });

  it.each(['C0FLOOR', DIRECT])('an event that comes again is answered once: %s', async (channel) => {
    const text = `${APP} billing eu yesterday`;
    const outer = { event_id: `Ev0AGAIN${channel}` };
    const first = await tell({ channel, text, outer });
    expect(first.answers).toHaveLength(1);
    for (const retryNum of [1, 2, 3]) {
      house.clock.now += 60_000 * retryNum;
      const again = await tell({ channel, text, outer, again: first.asked, signing: { retryNum } });
      expect(again.answers).toEqual([]);
    }
    const other = await tell({ channel, text, outer: { event_id: `Ev0OTHER${channel}` } });
    expect(other.answers.map((each) => each.text)).toHaveLength(1);
  });

  it('one that comes twice at once is answered once', async () => {
    const asking = { user: 'U0OMAR', channel: 'C0FLOOR', text: `${APP} me today`, outer: { event_id: 'Ev0TWICE' } };
    const before = house.slack.messages({ user: 'U0OMAR' }).length;
    const { message } = await house.slack.tell(asking);
    await Promise.all([1, 2].map((retryNum) => house.slack.tell({ ...asking, again: message, signing: { retryNum } })));
    await house.app.idle();
    expect(house.slack.messages({ user: 'U0OMAR' }).length - before).toBe(2);
  });
});

describe('whoever is no member', () => {
  it.each([
    ['a guest', 'U0GUEST', 'C0GUESTS', /^Guests of this workspace cannot ask/],
    ['somebody of another organisation', 'U0STRANGER', 'C0SHARED', /^Only people of the organisation that runs/],
  ])('%s is refused in their sight alone, and nothing is looked up', async (_, user, channel, sentence) => {
    const answer = await answerTo({ user, channel, text: `${APP} billing eu last week` });
    expect(answer).toMatchObject({ onlyFor: user, channel, text: expect.stringMatching(sentence) });
    expect(house.log.findLast(({ msg }) => msg === 'answered')).toMatchObject({
      name: 'mention',
      outcome: 'not-a-member',
      upstream: 0,
    });
  });

  it('is refused in their direct messages', async () => {
    const answer = await answerTo({ user: 'U0GUEST', channel: 'D0GUEST', text: 'billing eu last week' });
    expect(answer.text).toMatch(/^Guests of this workspace cannot ask/);
  });

  it('but a member is answered in a channel that belongs to another organisation', async () => {
    const answer = await answerTo({ channel: 'C0SHARED', text: `${APP} billing eu last week` });
    expect(answer).toMatchObject({ onlyFor: 'U0OMAR', text: expect.stringContaining('Billing EU') });
  });
});

describe('an installation without the new scopes', () => {
  it('hears no mentions and no messages, and keeps what it has', async () => {
    const manifestPath = join(tmpdir(), `floorwalker-old-manifest-${process.pid}.yml`);
    writeFileSync(
      manifestPath,
      readFileSync(MANIFEST, 'utf8').replace(/^ +- (?:app_mentions:read|im:history|app_mention|message\.im)$/gm, ''),
    );
    const old = await openHouse({ slack: { manifestPath } });
    try {
      expect((await tell({ text: `${APP} billing eu last week` }, old)).answers).toEqual([]);
      expect((await tell({ text: 'billing eu last week', channel: DIRECT }, old)).answers).toEqual([]);
      expect(await old.answer('U0OMAR', '/agent-stats', 'last week queue "Billing EU"')).toContain('Billing EU');
    } finally {
      await old.stop();
    }
  });
});

describe('in Socket Mode', () => {
  it('mentions are answered too', async () => {
    const socket = await openHouse({ socketMode: true });
    try {
      const answer = await answerTo({ text: `${APP} billing eu last week` }, socket);
      expect(answer).toMatchObject({ onlyFor: 'U0OMAR', text: expect.stringContaining('Billing EU, last week') });
    } finally {
      await socket.stop();
    }
  });
});

describe('what is no question', () => {
  const OF_ALERTS = 'What is told when it happens is made and changed with';
  const OF_SUMMARIES = 'Summaries that are posted again and again are made and changed with';
  it.each([
    ['tell me when billing waiting > 5', OF_ALERTS, '/agent-alert on me when billing waiting &gt; 5'],
    ['please let us know if team acw > 5m', OF_ALERTS, '/agent-alert on me when team acw &gt; 5m'],
    ['tell me when pigs fly', OF_ALERTS, '/agent-alert help'],
    ['list my alerts', OF_ALERTS, '/agent-alert list'],
    ['post billing every day at 8:30', OF_SUMMARIES, '/agent-summary on #floor 08:30 daily queue "Billing"'],
    ['daily summary of my team at 9', OF_SUMMARIES, '/agent-summary on #floor 09:00 daily team'],
    ['my summaries', OF_SUMMARIES, '/agent-summary list'],
  ])('“%s” is offered as the command that does it', async (words, sentence, command) => {
    const { text } = await answerTo({ text: `${APP} ${words.replaceAll('>', '&gt;')}` });
    expect(text).toBe(`${sentence} \`@floorwalker ${command}\`.`);
  });

  it('made as it was offered, is made', async () => {
    const { text } = await answerTo({ text: `${APP} /agent-alert on me when billing waiting &gt; 5` });
    expect(text).toMatch(/^Made\. /);
    const summary = await answerTo({ text: `${APP} /agent-summary on <#C0FLOOR|floor> 08:30 daily queue "Billing"` });
    expect(summary.text).toMatch(/^Scheduled\./);
  });

  it.each(['thanks!', 'Good morning', 'hi there', 'Thanks :pray:'])('“%s” is answered in one line', async (words) => {
    const { text } = await answerTo({ text: `${APP} ${words}` });
    expect(text).toMatch(/^At your service\. .*`help` shows more\.$/);
  });

  it.each(['who are you?', 'what can you do', 'help'])('“%s” is answered with what there is', async (words) => {
    const { text } = await answerTo({ text: `${APP} ${words}` });
    expect(text).toMatch(/^Ask in your own words\./);
  });
});
