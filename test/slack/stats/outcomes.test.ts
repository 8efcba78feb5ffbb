import { describe, expect, it } from 'vitest';
import { formulaOf } from '../../../src/domain/figures/figure.ts';
import { FIGURES, FIGURES_OF } from '../../../src/domain/figures/metrics.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { definitionsMessage } from '../../../src/slack/stats/definitions.ts';
import {
  largeMessage,
  nothingMessage,
  progressMessage,
  statsProblemMessage,
} from '../../../src/slack/stats/outcomes.ts';
import { NOW, nothing, period, question } from './report.ts';

const view = { now: NOW, timeZone: 'Europe/Madrid' };

describe('nothing measured', () => {
  it('is said in words, with what may be the reason', () => {
    const message = nothingMessage(nothing(), view);
    expect(message.text).toMatch(/^Ana López, last week: no conversations\.\n/);
    expect(message.text).toContain('9–15 Nov 2026 · Madrid time');
    expect(message.text).toContain('do not cover the division');
    expect(message.text).not.toContain('Without the filter');
    expect(JSON.stringify(message.blocks)).toContain('stats_before');
    expect(blockKitProblems(message)).toEqual([]);
  });

  it('points to the filter, and to what is still being finished', () => {
    const today = period('today');
    const { text } = nothingMessage(
      nothing({ question: question({ media: ['video'] }), period: today, filling: true }),
      view,
    );
    expect(text).toContain('Without the filter there may be some.');
    expect(text).toContain('still filling');
  });

  it('of a period that has only begun says that alone', () => {
    const { text } = nothingMessage(nothing({ justBegun: true }), view);
    expect(text).toContain('has only just begun');
    expect(text).not.toContain('division');
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    [
      { kind: 'unknown-zone', asked: 'Europe/<Madird>' },
      '“Europe/&lt;Madird&gt;” is no time zone',
      '`tz:Europe/Madrid`',
    ],
    [{ kind: 'no-such-skill', asked: 'Klingon' }, 'no routing skill “Klingon”', 'in Genesys Cloud'],
    [
      { kind: 'several-skills', asked: 'Span', candidates: ['Spanish', 'Spanish & more'] },
      'Spanish, Spanish &amp; more',
      'in quotes',
    ],
    [
      { kind: 'several-skills', asked: 'S', candidates: Array.from({ length: 40 }, (_, index) => `Skill ${index}`) },
      'Skill 9 and 30 more',
      'in quotes',
    ],
    [{ kind: 'too-large', plannedRequests: 1200, mostRequests: 240 }, '1,200 requests', 'a shorter period'],
  ] as const)('%j', (answer, what, whatToDo) => {
    const message = statsProblemMessage(answer);
    expect(message.text).toContain(what);
    expect(message.text).toContain(whatToDo);
    expect(blockKitProblems(message)).toEqual([]);
  });

  it('offers a shorter period that can be answered', () => {
    const narrower = question({ period: 'last week' });
    const message = statsProblemMessage({ kind: 'too-large', plannedRequests: 300, mostRequests: 240, narrower });
    expect(message.text).toContain('The same for last week can be answered.');
    expect(JSON.stringify(message.blocks)).toContain('stats_ask');
    expect(blockKitProblems(message)).toEqual([]);
  });
});

describe('a large question', () => {
  it('is told what it costs, and how far it is', () => {
    const proceed = async () => nothing();
    expect(largeMessage({ kind: 'large', plannedRequests: 62, proceed }).text).toContain('62 requests');
    expect(progressMessage(30, 62).text).toBe('Asking Genesys Cloud: 30 of 62 requests answered.');
  });
});

describe('what the figures mean', () => {
  it.each(['agents', 'queue'] as const)('of %s is the catalogue: each with its meaning and formula', (scope) => {
    const message = definitionsMessage(scope);
    expect(blockKitProblems(message)).toEqual([]);
    for (const id of FIGURES_OF[scope]) {
      const { label, meaning, computation, source, caveat } = FIGURES[id];
      for (const part of [`${label}: ${meaning}`, formulaOf(computation), source, caveat ?? '']) {
        expect(message.text).toContain(part);
      }
      expect(JSON.stringify(message.blocks)).toContain(`*${label}*: ${meaning}`);
    }
  });
});
