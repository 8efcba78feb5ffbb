import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readLive, readStats } from '../../../src/slack/words/words.ts';

const ANA = { kind: 'slack-user', slackUserId: 'U0ANA' };
const OMAR = { kind: 'slack-user', slackUserId: 'W0OMAR' };
const MY_TEAM = { kind: 'my-team' };

/** Who, media and states in the shape of a question without what it leaves open. */
function live(question: object) {
  return { kind: 'live', who: [], media: [], states: [], ...question };
}

function stats(question: object) {
  return { kind: 'stats', who: [], period: 'today', media: [], ...question };
}

function problem(of: object) {
  return { kind: 'problem', problem: of };
}

describe('who is asked about', () => {
  it.each([
    ['<@U0ANA>', [ANA]],
    ['<@U0ANA|ana>', [ANA]],
    ['<@U0ANA> <@W0OMAR>', [ANA, OMAR]],
    ['<@U0ANA>,<@W0OMAR>', [ANA, OMAR]],
    ['<@U0ANA> and <@W0OMAR>', [ANA, OMAR]],
    ['<@U0ANA> <@U0ANA>', [ANA]],
    ['me', [{ kind: 'me' }]],
    ['ana.lopez@example.com', [{ kind: 'email', email: 'ana.lopez@example.com' }]],
    ['<mailto:ana@example.com|ana@example.com>', [{ kind: 'email', email: 'ana@example.com' }]],
    ['"Ana López"', [{ kind: 'name', name: 'Ana López' }]],
    ['“Ana López”', [{ kind: 'name', name: 'Ana López' }]],
    ['«Ana López»', [{ kind: 'name', name: 'Ana López' }]],
    ['"Grace O’Neill"', [{ kind: 'name', name: 'Grace O’Neill' }]],
    ['‘Ana López’', [{ kind: 'name', name: 'Ana López' }]],
    ['"A &amp; B &lt;x&gt;"', [{ kind: 'name', name: 'A & B <x>' }]],
    ['queue A &amp; B, me', [{ kind: 'queue', name: 'A & B' }, { kind: 'me' }]],
    ['team', [MY_TEAM]],
    ['my team', [MY_TEAM]],
    ['my direct reports', [MY_TEAM]],
    ['team "Sales"', [{ kind: 'team', name: 'Sales' }]],
    ['team Sales', [{ kind: 'team', name: 'Sales' }]],
    ['queue Billing', [{ kind: 'queue', name: 'Billing' }]],
    ['queue:Billing', [{ kind: 'queue', name: 'Billing' }]],
    ['queue:"Billing EU"', [{ kind: 'queue', name: 'Billing EU' }]],
    ['QUEUE: “Billing EU”', [{ kind: 'queue', name: 'Billing EU' }]],
    ['group "Tier 2"', [{ kind: 'group', name: 'Tier 2' }]],
    ['group Tier 2', [{ kind: 'group', name: 'Tier 2' }]],
    ['agent "Ana López"', [{ kind: 'name', name: 'Ana López' }]],
    ['<@U0ANA> queue Billing team', [ANA, { kind: 'queue', name: 'Billing' }, MY_TEAM]],
    ['\u2068<@U0ANA>\u2069\u200b', [ANA]],
  ])('%s', (text, who) => {
    const read = readLive(text);
    expect(read.kind === 'live' ? read.who : undefined).toEqual(who);
    const asked = readStats(text);
    expect(asked.kind === 'stats' ? asked.who : undefined).toEqual(who);
  });
});

describe('a name without quotes ends', () => {
  it.each([
    ['before a medium', 'queue Billing EU calls', 'Billing EU'],
    ['before a state', 'queue Billing EU on hold', 'Billing EU'],
    ['before a mention', 'queue Billing EU <@U0ANA>', 'Billing EU'],
    ['before a name in quotes', 'queue Billing EU "Ana"', 'Billing EU'],
    ['before somebody else', 'queue Billing EU team', 'Billing EU'],
    ['behind a comma', 'queue Billing EU, <@U0ANA>', 'Billing EU'],
    ['before a small word', 'queue Billing EU for calls', 'Billing EU'],
    ['not before its own number', 'queue Billing EU 2 calls', 'Billing EU 2'],
  ])('%s', (_, text, name) => {
    expect(readLive(text)).toMatchObject({ who: expect.arrayContaining([{ kind: 'queue', name }]) });
  });

  it.each([
    ['queue Billing last week', 'Billing', 'last week'],
    ['queue Billing EU 3 nov', 'Billing EU', '3 nov'],
    ['queue Billing 2 last week', 'Billing 2', 'last week'],
    ['queue Tier 2 2 weeks', 'Tier 2', '2 weeks'],
    ['queue Tier 2 2 to 5 nov', 'Tier 2', '2 to 5 nov'],
    ['queue Billing for october', 'Billing', 'october'],
    ['queue Billing 2026-11-01..2026-11-15', 'Billing', '2026-11-01..2026-11-15'],
    ['last week queue Billing by day', 'Billing', 'last week'],
  ])('before a period: %s', (text, name, period) => {
    expect(readStats(text)).toMatchObject({ who: [{ kind: 'queue', name }], period });
  });

  it('and one that contains such a word is asked for in quotes', () => {
    expect(readLive('queue calls')).toEqual(problem({ kind: 'missing-name', after: 'queue' }));
    expect(readStats('group monday')).toEqual(problem({ kind: 'missing-name', after: 'group' }));
    expect(readLive('queue "Calls on hold"')).toMatchObject({ who: [{ kind: 'queue', name: 'Calls on hold' }] });
  });

  it.each([
    'Sales and Service',
    'Sales - EMEA',
    'Support Email',
    'On Call',
    'Q1 Support',
    'March Promo',
    'Sunday',
    'Zone 1',
    'Sales Inbound',
  ])('not before a word with a capital, which belongs to it: queue %s', (name) => {
    expect(readStats(`yesterday queue ${name}`)).toEqual(
      stats({ who: [{ kind: 'queue', name }], period: 'yesterday' }),
    );
  });
});

describe('media and states in the words people type', () => {
  it.each([
    ['call', 'voice'],
    ['Calls', 'voice'],
    ['phone', 'voice'],
    ['voice', 'voice'],
    ['media:voice', 'voice'],
    ['callback', 'callback'],
    ['call back', 'callback'],
    ['chats', 'chat'],
    ['web chat', 'chat'],
    ['e-mail', 'email'],
    ['mails', 'email'],
    ['SMS', 'sms'],
    ['WhatsApp', 'whatsapp'],
    ['text messages', 'sms'],
    ['web messaging', 'message'],
    ['video', 'video'],
    ['video call', 'video'],
    ['co‑browse', 'cobrowse'],
    ['internal messages', 'internalmessage'],
  ])('%s is %s', (text, media) => {
    expect(readLive(`${text} team`)).toEqual(live({ who: [MY_TEAM], media: [media] }));
    expect(readStats(`team ${text}`)).toEqual(stats({ who: [MY_TEAM], media: [media] }));
  });

  it.each([
    ['active', 'active'],
    ['now', 'active'],
    ['ringing', 'alerting'],
    ['alerting', 'alerting'],
    ['held', 'held'],
    ['on hold', 'held'],
    ['On\u00a0Hold', 'held'],
    ['acw', 'after-call-work'],
    ['wrap-up', 'after-call-work'],
    ['wrap up', 'after-call-work'],
    ['after-call work', 'after-call-work'],
    ['after call work', 'after-call-work'],
    ['in wrap-up', 'after-call-work'],
    ['queued', 'queued'],
    ['waiting', 'queued'],
    ['closed', 'closed'],
    ['finished', 'closed'],
  ])('%s is %s', (text, state) => {
    expect(readLive(`team ${text}`)).toEqual(live({ who: [MY_TEAM], states: [state] }));
  });

  it('several at once, each said once', () => {
    expect(readLive('calls and chats and calls on hold ringing held')).toEqual(
      live({ media: ['voice', 'chat'], states: ['held', 'alerting'] }),
    );
  });
});

describe('what statistics are asked with', () => {
  it.each([
    ['last week', { period: 'last week' }],
    ['me', { who: [{ kind: 'me' }] }],
    ['last week <@U0ANA> by day', { who: [ANA], period: 'last week', by: 'day' }],
    ['last <@U0ANA> week', { who: [ANA], period: 'last week' }],
    ['last week for <@U0ANA> and <@W0OMAR>', { who: [ANA, OMAR], period: 'last week' }],
    ['between 3 nov and 5 nov me', { who: [{ kind: 'me' }], period: 'between 3 nov and 5 nov' }],
    ['calls yesterday', { media: ['voice'], period: 'yesterday' }],
    ['yesterday per agent', { period: 'yesterday', by: 'agent' }],
    ['yesterday hourly', { period: 'yesterday', by: 'hour' }],
    ['yesterday by queue', { period: 'yesterday', by: 'queue' }],
    ['yesterday by wrap-up code', { period: 'yesterday', by: 'wrapup' }],
    ['october by Media', { period: 'october', by: 'media' }],
    ['today by direction', { by: 'direction' }],
    ['skill Spanish', { skill: 'Spanish' }],
    ['skill:"Spanish (spoken)" last week', { skill: 'Spanish (spoken)', period: 'last week' }],
    ['direction inbound', { direction: 'inbound' }],
    ['direction:outbound', { direction: 'outbound' }],
    ['incoming calls', { direction: 'inbound', media: ['voice'] }],
    ['tz:Europe/Madrid', { timeZone: 'Europe/Madrid' }],
    ['today timezone America/New_York', { timeZone: 'America/New_York' }],
    ['by day by day', { by: 'day' }],
    ['Last week, please', { period: 'Last week' }],
  ])('%s', (text, question) => {
    expect(readStats(text)).toEqual(stats(question));
  });
});

describe('what is not understood', () => {
  it.each([
    ['@ana', { kind: 'plain-mention', text: '@ana' }],
    ['queue @ana', { kind: 'missing-name', after: 'queue' }],
    ['callz', { kind: 'unknown-word', word: 'callz', offer: 'calls' }],
    ['me rining', { kind: 'unknown-word', word: 'rining', offer: 'me ringing' }],
    ['ana', { kind: 'unknown-word', word: 'ana' }],
    ['<#C0FLOOR|floor>', { kind: 'not-a-person', what: 'channel' }],
    ['<#C0FLOOR>', { kind: 'not-a-person', what: 'channel' }],
    ['<!subteam^S1|@floor>', { kind: 'not-a-person', what: 'user group' }],
    ['<!channel>', { kind: 'not-a-person', what: 'whole channel' }],
    ['<https://example.com|example>', { kind: 'not-a-person', what: 'link' }],
    ['queue', { kind: 'missing-name', after: 'queue' }],
    ['queue "Billing EU', { kind: 'open-quote', rest: 'Billing EU' }],
    ['"', { kind: 'open-quote', rest: '' }],
    ['team last week', { kind: 'only-stats', words: 'last week', offer: 'team last week' }],
    ['team by day', { kind: 'only-stats', words: 'by day', offer: 'team by day' }],
    ['team inbound', { kind: 'only-stats', words: 'inbound', offer: 'team inbound' }],
    ['acw > 5m', { kind: 'no-threshold', words: '5m', state: 'acw' }],
    ['who is on hold over 3 minutes', { kind: 'no-threshold', words: 'over 3 minutes', state: 'on hold' }],
    ['all queues', { kind: 'missing-name', after: 'queue' }],
    ['queues waiting', { kind: 'missing-name', after: 'queue' }],
    ['why', { kind: 'missing-name', after: 'why' }],
    ['why <@U0ANA> <@W0OMAR>', { kind: 'one-at-a-time' }],
    ['why @ana', { kind: 'plain-mention', text: '@ana' }],
  ])('by /agent-live: %s', (text, expected) => {
    expect(readLive(text)).toEqual(problem(expected));
  });

  it.each([
    ['tz:BST', { kind: 'zone-abbreviation', word: 'BST' }],
    ['last week in CET', { kind: 'zone-abbreviation', word: 'CET' }],
    ['monday tuesday', { kind: 'said-twice', first: 'monday', second: 'tuesday' }],
    ['by agent and day', { kind: 'said-twice', first: 'by agent', second: 'by day' }],
    ['today on hold', { kind: 'only-live', words: 'on hold' }],
    ['who is on hold', { kind: 'only-live', words: 'on hold', offer: 'who is on hold' }],
    ['by', { kind: 'unknown-split' }],
    ['by dya', { kind: 'unknown-split', word: 'dya', nearest: 'day' }],
    ['by moon', { kind: 'unknown-split', word: 'moon' }],
    ['by day by queue', { kind: 'said-twice', first: 'by day', second: 'by queue' }],
    ['me vs last month', { kind: 'one-sided', words: 'vs' }],
    ['team Sales vs team Care last week', { kind: 'not-side-by-side', words: 'vs' }],
    ['me vs my team last week', { kind: 'not-side-by-side', words: 'vs' }],
    ['aht over 6 min last week', { kind: 'no-threshold', words: 'over 6 min', state: 'aht' }],
    ['today against', { kind: 'one-sided', words: 'against' }],
    ['since lunch', { kind: 'unknown-word', word: 'since', ofPeriod: true }],
    ['direction', { kind: 'unknown-direction' }],
    ['direction sideways', { kind: 'unknown-direction', word: 'sideways' }],
    ['skill', { kind: 'missing-name', after: 'skill' }],
    ['tz:', { kind: 'missing-name', after: 'tz' }],
    ['whoami', { kind: 'unknown-word', word: 'whoami' }],
  ])('by /agent-stats: %s', (text, expected) => {
    expect(readStats(text)).toEqual(problem(expected));
  });

  it.each([readLive, readStats])('3,000 characters of noise are told by their number', (read) => {
    const noise = 'lorem <ipsum "dolor @sit '.repeat(120);
    expect(read(noise)).toEqual(problem({ kind: 'text-too-long', length: 3000, most: 2000 }));
  });
});

describe('no question', () => {
  it.each(['', '   ', '\u00a0', 'help', ' HELP ', '?'])('%j asks for help', (text) => {
    expect(readLive(text)).toEqual({ kind: 'help' });
    expect(readStats(text)).toEqual({ kind: 'help' });
  });

  it.each(['whoami', 'WhoAmI', 'who am i?'])('%s asks who I am', (text) => {
    expect(readLive(text)).toEqual({ kind: 'whoami' });
  });

  it.each([
    ['why <@U0ANA>', ANA],
    ['WHY "Ana López"', { kind: 'name', name: 'Ana López' }],
    ['why me?', { kind: 'me' }],
  ])('%s asks why', (text, who) => {
    expect(readLive(text)).toEqual({ kind: 'why', who });
  });
});

describe('whatever is typed', () => {
  const parts = ['<@U0ANA>', 'queue "Billing EU"', 'calls', 'by day', 'tz:Europe/Madrid', 'skill "Spanish"', 'inbound'];

  it('the order of the words makes no difference', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['last week', ...parts], { minLength: 8 }),
        fc.constantFrom(' ', '\u00a0  ', ', '),
        (said, space) => {
          expect(readStats(said.join(space))).toEqual({
            kind: 'stats',
            who: expect.arrayContaining([ANA, { kind: 'queue', name: 'Billing EU' }]),
            period: 'last week',
            media: ['voice'],
            by: 'day',
            timeZone: 'Europe/Madrid',
            skill: 'Spanish',
            direction: 'inbound',
          });
        },
      ),
    );
  });

  it('the case makes no difference to words, and names keep theirs', () => {
    expect(readStats('LAST WEEK By Day QUEUE Billing calls')).toEqual(
      stats({ period: 'LAST WEEK', by: 'day', who: [{ kind: 'queue', name: 'Billing' }], media: ['voice'] }),
    );
  });

  it('there is an answer', () => {
    const shards = fc.constantFrom(
      ...parts,
      'queue',
      'by',
      '"',
      "'",
      '<',
      '@',
      '<@U1',
      ':',
      ',',
      '2',
      'nov',
      'team',
      'on',
      'why',
    );
    const noise = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(shards, { maxLength: 12 }).map((said) => said.join(' ')),
      fc.array(shards, { maxLength: 12 }).map((said) => said.join('')),
    );
    fc.assert(
      fc.property(noise, (text) => {
        expect(['live', 'help', 'whoami', 'why', 'problem']).toContain(readLive(text).kind);
        expect(['stats', 'help', 'problem']).toContain(readStats(text).kind);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
