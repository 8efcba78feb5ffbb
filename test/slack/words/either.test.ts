import { describe, expect, it } from 'vitest';
import type { KnownName } from '../../../src/domain/question.ts';
import { type Either, either } from '../../../src/slack/words/either.ts';
import { saidText } from '../../../src/slack/words/said-text.ts';
import { readLive, readStats } from '../../../src/slack/words/words.ts';
import { liveMeaning, statsMeaning } from './phrases.ts';

const NAMES: readonly KnownName[] = [
  { kind: 'agent', id: 'ana', name: 'Ana López' },
  { kind: 'queue', id: 'q1', name: 'Billing EU' },
  { kind: 'queue', id: 'q2', name: 'Sales EU' },
  { kind: 'team', id: 't1', name: 'Sales EU' },
  { kind: 'queue', id: 'q3', name: 'Support' },
  { kind: 'queue', id: 'q4', name: 'Performance' },
  { kind: 'team', id: 't2', name: 'Care' },
];
const KNOWN = { live: NAMES, stats: NAMES };

/** Which question, and what it means there. */
function read(said: string): readonly [Either, string] {
  const text = saidText(said, 'U0FLOOR');
  const meant = either(text, KNOWN);
  if (meant === 'help' || meant === 'greeting') return [meant, ''];
  return meant === 'live' ? [meant, liveMeaning(readLive(text, NAMES))] : [meant, statsMeaning(readStats(text, NAMES))];
}

describe('words without a command', () => {
  it.each<readonly [string, Either, string]>([
    ['<@U0ANA>', 'live', 'who=U0ANA'],
    ['is <@U0ANA> around?', 'live', 'who=U0ANA'],
    ['ana', 'live', 'who=agent:ana'],
    ["how's ana doing", 'live', 'who=agent:ana'],
    ['ana now', 'live', 'who=agent:ana;states=active'],
    ['how did ana do', 'stats', '2026-11-22..now;who=agent:ana'],
    ["ana's numbers", 'stats', '2026-11-22..now;who=agent:ana'],
    ['ana today', 'stats', '2026-11-22..now;who=agent:ana'],
    ['has ana answered any calls today', 'stats', '2026-11-22..now;who=agent:ana;media=voice;figures=answered'],
    ['billing eu', 'live', 'who=queue:Billing EU'],
    ['how is billing eu doing', 'live', 'who=queue:Billing EU'],
    ['how busy is billing eu', 'live', 'who=queue:Billing EU'],
    ['how busy was support yesterday', 'stats', '2026-11-21;who=queue:Support'],
    ['billing eu last week', 'stats', '2026-11-09..2026-11-15;who=queue:Billing EU'],
    ['performance queue', 'live', 'who=queue:Performance'],
    ['any calls waiting?', 'live', 'states=queued'],
    ['is anyone on hold in support', 'live', 'who=queue:Support;states=held'],
    ['who isn’t answering', 'live', 'are=not-responding'],
    ['who is in acw', 'live', 'states=after-call-work'],
    ['acw yesterday', 'stats', '2026-11-21;figures=acw'],
    ['acw by agent', 'stats', '2026-11-22..now;by=agent;figures=acw'],
    ['hold time', 'stats', '2026-11-22..now;figures=hold'],
    ['missed calls ana', 'stats', '2026-11-22..now;who=agent:ana;figures=notResponding'],
    ['not responding', 'live', 'are=not-responding'],
    ['AHT', 'stats', '2026-11-22..now;figures=aht'],
    [
      'what is the service level of billing eu right now',
      'stats',
      '2026-11-22..now;who=queue:Billing EU;figures=serviceLevel',
    ],
    ['current sla', 'stats', '2026-11-22..now;figures=serviceLevel'],
    ['stats', 'stats', '2026-11-22..now'],
    ['my stats', 'stats', '2026-11-22..now;who=me'],
    ['how am i doing?', 'stats', '2026-11-22..now;who=me'],
    ['how did i do on friday', 'stats', '2026-11-20;who=me'],
    ['me', 'live', 'who=me'],
    ['team', 'live', 'who=my-team'],
    ['hi team, how are we doing today?', 'stats', '2026-11-22..now;who=my-team'],
    ['care team by hour', 'stats', '2026-11-22..now;who=team:Care;by=hour'],
    ['queues', 'stats', '2026-11-22..now;by=queue'],
    ['who needs help', 'live', ''],
    ['what is going on?', 'live', ''],
    ['everyone', 'live', ''],
    ['everyone yesterday', 'stats', '2026-11-21'],
    ['whatsapp messages last month', 'stats', '2026-10-01..2026-10-31;media=whatsapp'],
    ['whoami', 'live', 'whoami'],
    ['why can’t I see <@U0ANA>?', 'live', 'why'],
    ['semana pasada', 'stats', '2026-11-09..2026-11-15'],
    ['', 'help', ''],
    ['help me', 'help', ''],
    ['Hello!', 'greeting', ''],
    ['good morning', 'greeting', ''],
    ['ok thanks :+1:', 'greeting', ''],
    ['what can you do?', 'help', ''],
  ])('%s', (said, question, meaning) => {
    expect(read(said)).toEqual([question, meaning]);
  });

  it.each([
    ['who isn’t on queue', 'live'],
    ['who is not free', 'live'],
    ['sales eu', 'live'],
    ['sales eu yesterday', 'stats'],
    ['xyzzy last week', 'stats'],
    ['xyzzy', 'live'],
    ['who was on break yesterday', 'stats'],
  ] as const)('%s is not guessed, and refused by the side that it belongs to', (said, side) => {
    expect(read(said)).toEqual([side, 'x']);
  });
});

describe('what is said in a message', () => {
  it.each([
    ['<@U0FLOOR> billing', 'billing'],
    ['billing <@U0FLOOR>', 'billing'],
    ['<@U0FLOOR|floorwalker>: billing, please', 'billing, please'],
    ["<@U0FLOOR>'s view of billing", 'view of billing'],
    ['<@U0FLOOR> <@U0ANA> today', '<@U0ANA> today'],
    ['*billing* _last_ ~week~', 'billing last week'],
    ['```billing last week```', 'billing last week'],
    ['&gt; billing\n&gt; last week', 'billing last week'],
    ['• billing\n• last week', 'billing last week'],
    [':wave: billing :chart_with_upwards_trend::skin-tone-2:', 'billing'],
    ['queue:Billing 08:30:00', 'queue:Billing 08:30:00'],
    ['queue:"A &amp; B_C" es-voice_billing', 'queue:"A &amp; B_C" es-voice_billing'],
    ['billing 1 nov - 3 nov', 'billing 1 nov - 3 nov'],
    ['last\nweek\r\n\tbilling', 'last week billing'],
  ])('%j is %j', (said, text) => {
    expect(saidText(said, 'U0FLOOR')).toBe(text);
  });
});
