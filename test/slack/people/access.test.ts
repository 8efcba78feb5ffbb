import { describe, expect, it } from 'vitest';
import type { Decision, Reach, Rule } from '../../../src/domain/access.ts';
import type { Agent } from '../../../src/domain/agent.ts';
import type { Asker } from '../../../src/domain/asker.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { mention } from '../../../src/slack/kit/say.ts';
import { decisionSentence, refusalMessage, whoamiMessage, whyMessage } from '../../../src/slack/people/access.ts';

const MADRID = { id: 'd-madrid', name: 'Madrid' };
const LEAD = { id: 'r-lead', name: 'Team lead' };
const OMAR: Agent = { id: 'omar', name: 'Omar Haddad', email: 'omar@example.com', division: MADRID, state: 'active' };
const ASKER: Asker = {
  slackUserId: 'U0OMAR',
  slackTeamId: 'T0EXAMPLE',
  kind: 'member',
  email: 'omar@example.com',
  name: 'Omar',
  timeZone: 'Europe/Madrid',
  weekStart: 1,
};
const MEMBER = { kind: 'member' } as const;
const granted: Decision = { allowed: true, rule: 'division-grant', division: MADRID, role: LEAD };
const refused = (rule: Rule): Decision => ({ allowed: false, rule });

/** Without the marks that keep a name's direction of writing apart. */
const plain = (text: string) => text.replaceAll(/[\u2068\u2069]/gu, '');

describe('a refusal says which rule it was and what to do', () => {
  it.each<[Rule, RegExp]>([
    ['no-confirmed-email', /no confirmed email.*Confirm it in your Slack profile.*`IDENTITY_LINKS`/],
    ['not-in-genesys', /No active Genesys Cloud user has your email.*`IDENTITY_LINKS`/],
    ['ambiguous-identity', /More than one active Genesys Cloud user.*Ask your Genesys administrator/],
    ['no-grant', /statistics of <@U0ANA>.*`analytics:conversationAggregate:view`.*Ask your Genesys administrator/],
    ['not-a-report', /<@U0ANA> is not among your people.*ask your Genesys administrator/],
    ['not-on-allowlist', /not on it.*`\/agent-live me`.*`ACCESS_ALLOWLIST`/],
  ])('%s', (rule, sentence) => {
    const text = decisionSentence(refused(rule), { asker: MEMBER, about: 'stats', whom: mention('U0ANA') }).spoken;
    expect(text).toMatch(sentence);
    expect(refusalMessage(refused(rule), { asker: MEMBER, about: 'stats', whom: mention('U0ANA') }).text).toBe(text);
  });

  it.each<[Asker['kind'], RegExp]>([
    ['guest', /^Guests.*Ask a full member/],
    ['stranger', /belongs to another one/],
    ['bot', /^Apps and bots/],
    ['deactivated', /is deactivated.*Ask a workspace administrator/],
  ])('to a %s', (kind, sentence) => {
    expect(decisionSentence(refused('not-a-member'), { asker: { kind }, about: 'live' }).spoken).toMatch(sentence);
  });

  it('names the live permission for live status', () => {
    expect(decisionSentence(refused('no-grant'), { asker: MEMBER, about: 'live' }).spoken).toMatch(
      /live status of this person.*`analytics:agentState:view`/,
    );
  });

  it('names the permission that the app itself lacks', () => {
    const decision = { ...refused('grants-unreadable'), missingPermission: 'authorization:grant:view' };
    expect(decisionSentence(decision, { asker: MEMBER, about: 'live' }).spoken).toBe(
      "I cannot read your Genesys Cloud roles, so nothing is shown: the app's OAuth client lacks `authorization:grant:view`. Ask your Genesys administrator to add it to the client's role.",
    );
  });

  it('is a different sentence for each', () => {
    const rules = ['no-confirmed-email', 'not-in-genesys', 'ambiguous-identity', 'no-grant', 'not-a-report'] as const;
    const more = ['not-on-allowlist', 'grants-unreadable', 'self', 'division-grant', 'manager', 'allowlist'] as const;
    const kinds = ['guest', 'stranger', 'bot', 'deactivated'] as const;
    const sentences = [
      ...[...rules, ...more, 'workspace' as const].map(
        (rule) => decisionSentence(refused(rule), { asker: MEMBER, about: 'live' }).spoken,
      ),
      ...kinds.map((kind) => decisionSentence(refused('not-a-member'), { asker: { kind }, about: 'live' }).spoken),
    ];
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

describe('/agent-live why', () => {
  const why = (live: Decision, stats: Decision, asker: Pick<Asker, 'kind'> = MEMBER) =>
    whyMessage({ asker, whom: mention('U0ANA'), policy: 'genesys', decisions: { live, stats } });

  it('tells the rule, the division and the role that decided, for either question', () => {
    expect(plain(why(granted, refused('no-grant')).text)).toBe(
      [
        'Live status of <@U0ANA>: yes. Your Genesys Cloud role Team lead holds `analytics:agentState:view` in the division Madrid.',
        'Statistics of <@U0ANA>: no. Your Genesys Cloud roles do not show you the statistics of <@U0ANA>, if they are in Genesys Cloud: that takes a role with `analytics:conversationAggregate:view`, without a condition, in the division of the person. Ask your Genesys administrator for one.',
        'Who may see whom here (`genesys`): people see themselves, and others as far as their own Genesys Cloud roles say.',
      ].join('\n'),
    );
  });

  it.each([
    ['all divisions', { id: '*', name: '' }, 'in all divisions.'],
    ['a division without a name', { id: 'd-7', name: '' }, 'in the division d-7.'],
  ])('tells of %s', (_what, division, words) => {
    expect(plain(why({ ...granted, division }, granted).text)).toContain(words);
  });

  it('tells a guest only that guests are not answered', () => {
    const { text } = why(refused('not-a-member'), refused('not-a-member'), { kind: 'guest' });
    expect(text).toMatch(/^Guests/);
    expect(text).not.toContain('U0ANA');
  });
});

describe('/agent-live whoami', () => {
  const divisions = (...names: readonly string[]): Reach => ({
    kind: 'divisions',
    self: OMAR,
    divisions: names.map((name) => ({ id: name, name })),
  });
  const whoami = (live: Reach, stats: Reach = live, more: Partial<Asker> = {}) =>
    plain(
      whoamiMessage({ asker: { ...ASKER, ...more }, self: { agent: OMAR }, policy: 'genesys', reach: { live, stats } })
        .text,
    );

  it('tells who the asker is here and there, and whom they see', () => {
    expect(whoami(divisions('Madrid', 'Boston'), { kind: 'agents', agents: [OMAR] })).toBe(
      [
        'In Genesys Cloud you are Omar Haddad (omar@example.com), in the division Madrid.',
        'In Slack you are Omar, in the time zone Europe/Madrid, and your week begins on Monday.',
        'Live status: you see yourself and everybody in the divisions Madrid and Boston.',
        'Statistics: you see yourself.',
        'Who may see whom here (`genesys`): people see themselves, and others as far as their own Genesys Cloud roles say.',
      ].join('\n'),
    );
  });

  it.each<[string, Reach, string]>([
    ['everybody', { kind: 'everyone' }, 'you see everybody.'],
    ['one division', divisions('Madrid'), 'you see yourself and everybody in the division Madrid.'],
    [
      'twelve divisions',
      divisions(...'A B C D E F G H I J K L'.split(' ')),
      'everybody in the divisions A, B, C, D, E, F, G, H, I, J and 2 more.',
    ],
    ['a report', { kind: 'agents', agents: [OMAR, OMAR] }, 'you see yourself and 1 person who reports to you.'],
    ['reports', { kind: 'agents', agents: [OMAR, OMAR, OMAR] }, 'you see yourself and 2 people who report to you.'],
    ['nobody', { kind: 'nobody', decision: refused('grants-unreadable') }, 'you see nobody. I cannot read your'],
  ])('tells of %s', (_what, reach, words) => {
    expect(whoami(reach)).toContain(words);
  });

  it('tells why the asker is nobody in Genesys Cloud', () => {
    const decision = refused('not-in-genesys');
    const nobody: Reach = { kind: 'nobody', decision };
    const { text } = whoamiMessage({
      asker: ASKER,
      self: { refused: decision },
      policy: 'managers',
      reach: { live: nobody, stats: nobody },
    });
    expect(text).toMatch(/^No active Genesys Cloud user has your email address\./);
  });

  it('tells a guest only that guests are not answered', () => {
    expect(whoami({ kind: 'everyone' }, undefined, { kind: 'guest' })).toMatch(/^Guests[^\n]*$/);
  });
});

describe('names from elsewhere', () => {
  const nasty = `<!channel> & <@U0ANA> \u202Eevil ${'x'.repeat(300)}`;
  const named = { id: 'd', name: nasty };
  const decision: Decision = { ...granted, division: named, role: named };
  const many: Reach = {
    kind: 'divisions',
    self: OMAR,
    divisions: Array.from({ length: 40 }, (_, n) => ({ ...named, id: `${n}` })),
  };

  it.each([
    [
      'why',
      whyMessage({
        asker: MEMBER,
        whom: mention('U0ANA'),
        policy: 'genesys',
        decisions: { live: decision, stats: decision },
      }),
    ],
    [
      'whoami',
      whoamiMessage({
        asker: { ...ASKER, name: nasty },
        self: { agent: { ...OMAR, name: nasty, email: nasty, division: named } },
        policy: 'genesys',
        reach: { live: many, stats: many },
      }),
    ],
    [
      'a refusal',
      refusalMessage({ ...refused('grants-unreadable'), missingPermission: nasty }, { asker: MEMBER, about: 'live' }),
    ],
  ])('cannot ping, break or overflow %s', (_what, message) => {
    expect(blockKitProblems(message)).toEqual([]);
    expect(message.text).not.toContain('<!channel>');
  });
});
