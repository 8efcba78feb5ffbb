import { describe, expect, it } from 'vitest';
import type { KnownName } from '../../../src/domain/question.ts';
import { readLive, readStats } from '../../../src/slack/words/words.ts';
import { liveMeaning, phrasesIn, statsMeaning, withoutExtras } from './phrases.ts';

/** What the files refuse, as of before these could be asked, and what is answered now. */
const ANSWERED_NOW: Readonly<Record<string, string>> = {
  'yesterday by 30 min': '2026-11-21;by=half-hour',
  'yesterday by interval': '2026-11-21;by=half-hour',
  'yesterday vs today <@U02ANA>': '2026-11-21;vs=today;who=U02ANA',
  'is <@U02ANA> available': 'who=U02ANA;are=free',
  'who’s free': 'are=free',
  "who's free": 'are=free',
  'who is available': 'are=free',
  'anyone idle': 'are=free',
  idle: 'are=free',
  'on break': 'are=on-break',
  'not ready': 'are=away',
  aux: 'are=away',
  'available queue billing': 'who=queue:billing;are=free',
  'not responding': 'are=not-responding',
  busy: 'are=talking',
  'on queue': 'are=on-queue',
  'longest wait': 'states=queued',
  'calls in queue': 'media=voice;states=queued',
  'my guys': 'who=my-team',
  'team talking': 'who=my-team;are=talking',
  everyone: '',
  everybody: '',
  'all agents': '',
  agents: '',
  'help me': 'help',
  'team idle': 'who=my-team;are=free',
  'team free': 'who=my-team;are=free',
  'queue billing idle': 'who=queue:billing;are=free',
  'queue billing available': 'who=queue:billing;are=free',
  'team sales idle': 'who=team:sales;are=free',
  'queue billing who is free': 'who=queue:billing;are=free',
};

const meanings = (words: string, listed: readonly string[]) => {
  const now = ANSWERED_NOW[words];
  return (now === undefined ? listed : [now]).map((meaning) =>
    meaning
      .split(';')
      .filter((part) => !part.endsWith('='))
      .join(';'),
  );
};

describe('questions that people type, with the meanings that were written down before', () => {
  it.each(phrasesIn('sentences.txt'))('/agent-stats %s: %s', (words, listed) => {
    expect(meanings(words, listed)).toContain(withoutExtras(statsMeaning(readStats(words))));
  });

  it.each(phrasesIn('live.txt'))('/agent-live %s: %s', (words, listed) => {
    expect(meanings(words, listed)).toContain(liveMeaning(readLive(words)));
  });
});

const NAMES: readonly KnownName[] = [
  { kind: 'agent', id: 'ana', name: 'Ana López' },
  { kind: 'agent', id: 'omar', name: 'Omar Haddad' },
  { kind: 'queue', id: 'q1', name: 'Billing EU' },
  { kind: 'queue', id: 'q2', name: 'Sales' },
  { kind: 'queue', id: 'q3', name: 'Sales Outbound' },
  { kind: 'queue', id: 'q4', name: 'Support' },
  { kind: 'team', id: 't1', name: 'Care' },
  { kind: 'group', id: 'g1', name: 'Tier 2' },
];

describe('questions about people and places that are known', () => {
  it.each([
    ["ana's calls yesterday", '2026-11-21;who=agent:ana;media=voice'],
    ['calls for ana last week', '2026-11-09..2026-11-15;who=agent:ana;media=voice'],
    ['billing eu last week', '2026-11-09..2026-11-15;who=queue:Billing EU'],
    ['sales outbound yesterday', '2026-11-21;who=queue:Sales Outbound'],
    ['outbound sales queue yesterday', '2026-11-21;who=queue:Sales;dir=outbound'],
    ['how many calls did billing eu get yesterday', '2026-11-21;who=queue:Billing EU;media=voice'],
    ['what was our abandon rate on monday', '2026-11-16;figures=abandoned'],
    ['how long do customers wait in billing eu today', '2026-11-22..now;who=queue:Billing EU;figures=wait'],
    ['how long did customers wait in support yesterday', '2026-11-21;who=queue:Support;figures=wait'],
    ['busiest hour yesterday billing eu', '2026-11-21;who=queue:Billing EU;by=hour;figures=handled;top=5'],
    ['what hour was the busiest yesterday in support', '2026-11-21;who=queue:Support;by=hour;figures=handled;top=5'],
    ['worst day last month billing eu', '2026-10-01..2026-10-31;who=queue:Billing EU;by=day;top=-5'],
    ['which day had the most calls last week', '2026-11-09..2026-11-15;media=voice;by=day;top=5'],
    ['slowest agents last week', '2026-11-09..2026-11-15;by=agent;figures=aht;top=5'],
    ['lowest aht last week', '2026-11-09..2026-11-15;by=agent;figures=aht;top=-5'],
    ['best aht last week', '2026-11-09..2026-11-15;by=agent;figures=aht;top=-5'],
    ['worst aht last week', '2026-11-09..2026-11-15;by=agent;figures=aht;top=5'],
    ['best 3 agents by handled last week', '2026-11-09..2026-11-15;by=agent;figures=handled;top=3'],
    ['top ten agents this month', '2026-11-01..now;by=agent;top=10'],
    ['top10 agents this month', '2026-11-01..now;by=agent;top=10'],
    ['the three worst agents by acw last week', '2026-11-09..2026-11-15;by=agent;figures=acw;top=3'],
    ['3 worst agents by acw last week', '2026-11-09..2026-11-15;by=agent;figures=acw;top=3'],
    ['5 busiest hours yesterday', '2026-11-21;by=hour;figures=handled;top=5'],
    ['last 7 days best 5 by aht', '2026-11-15..2026-11-21;by=agent;figures=aht;top=-5'],
    ['inbound vs outbound last week', '2026-11-09..2026-11-15;by=direction'],
    ['calls vs chats last week', '2026-11-09..2026-11-15;media=voice,chat;by=media'],
    ['my team billing eu yesterday', '2026-11-21;who=my-team,queue:Billing EU'],
    ['wait time billing eu yesterday', '2026-11-21;who=queue:Billing EU;figures=wait'],
    ['who missed calls yesterday', '2026-11-21;by=agent;figures=notResponding'],
    ['who missed calls yesterday in billing eu', '2026-11-21;who=queue:Billing EU;by=agent;figures=notResponding'],
    ['quietest hour yesterday', '2026-11-21;by=hour;figures=handled;top=-5'],
    ['billing eu vs support last week', '2026-11-09..2026-11-15;who=queue:Billing EU,queue:Support;by=queue'],
    ['calls handled by ana yesterday', '2026-11-21;who=agent:ana;media=voice;figures=handled'],
    ['calls handled by <@U02ANA> yesterday', '2026-11-21;who=U02ANA;media=voice;figures=handled'],
    ['who took the most calls today', '2026-11-22..now;media=voice;by=agent;top=5'],
    ['ana vs omar last week', '2026-11-09..2026-11-15;who=agent:ana,agent:omar'],
    ['care team yesterday by half hour', '2026-11-21;who=team:Care;by=half-hour'],
    ['1st half of october support', '2026-10-01..2026-10-15;who=queue:Support'],
    ['from 9 to 5 yesterday in support', '2026-11-21T09:00..2026-11-21T17:00;who=queue:Support'],
  ])('/agent-stats %s', (words, meaning) => {
    expect(statsMeaning(readStats(words, NAMES))).toBe(meaning);
  });

  it.each([
    ['is ana free?', 'who=agent:ana;are=free'],
    ['ana', 'who=agent:ana'],
    ['who is free in billing eu', 'who=queue:Billing EU;are=free'],
    ["who's available for a call in support", 'who=queue:Support;are=free'],
    ['how many waiting in support', 'who=queue:Support;states=queued'],
    ['how many calls are waiting in billing eu rn', 'who=queue:Billing EU;media=voice;states=queued,active'],
    ["who's been on a call the longest", 'media=voice'],
    ['any1 free', 'are=free'],
    ['who is not working in care', 'who=team:Care;are=away'],
    ['tier 2 on hold', 'who=group:Tier 2;states=held'],
  ])('/agent-live %s', (words, meaning) => {
    expect(liveMeaning(readLive(words, NAMES))).toBe(meaning);
  });

  it.each(['csat last week', 'nps', 'adherence today', 'how many tickets yesterday'])(
    '%s is of another system, which is said',
    (words) => {
      expect(readStats(words)).toMatchObject({ kind: 'problem', problem: { kind: 'not-measured' } });
    },
  );

  it('two bare numbers may be hours or days, which is asked', () => {
    expect(statsMeaning(readStats('between 9 and 12'))).toBe('x hours-or-days');
    expect(statsMeaning(readStats('since 9'))).toBe('x hours-or-days');
  });
});
