/** No time and no rate that anybody reads is made of several media, whatever their mixture. */
import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { MediaSums, Sums } from '../../../src/domain/figures/agent-stats.ts';
import { formatDuration } from '../../../src/domain/format.ts';
import { textAlone } from '../../../src/slack/kit/render.ts';
import { csvFiles } from '../../../src/slack/stats/csv.ts';
import { detailsMessage } from '../../../src/slack/stats/details.ts';
import { statsMessage } from '../../../src/slack/stats/message.ts';
import { headlineMessage } from '../../../src/slack/summary/post.ts';
import { mondayRun, summaryOf } from '../summary/runs.ts';
import { NOW, report } from './report.ts';

/** Each medium has times and rates that no other has: what is none of these is a blend. */
const MARKED = {
  voice: { seconds: 61, percent: 3 },
  chat: { seconds: 127, percent: 7 },
  email: { seconds: 509, percent: 11 },
  message: { seconds: 251, percent: 13 },
} as const;
type Marked = keyof typeof MARKED;
const MEDIA = ['voice', 'chat', 'email', 'message'] as const satisfies readonly Marked[];

function sumsOf(medium: Marked, hundreds: number): Sums {
  const { seconds, percent } = MARKED[medium];
  const time = { count: 100 * hundreds, sumMs: 100 * hundreds * seconds * 1000 };
  const part = { count: percent * hundreds, sumMs: 0 };
  const level = { numerator: percent * hundreds, denominator: 100 * hundreds, target: 0.8 };
  return {
    nOffered: { count: 100 * hundreds, sumMs: 0 },
    tAnswered: time,
    tHandle: time,
    tTalkComplete: time,
    tHeldComplete: time,
    tAcw: time,
    tWait: time,
    tAbandon: part,
    nTransferred: part,
    oServiceLevel: { count: 0, sumMs: 0, ...level },
  };
}

const mixture: fc.Arbitrary<MediaSums> = fc
  .dictionary(fc.constantFrom(...MEDIA), fc.integer({ min: 1, max: 30 }), { minKeys: 1 })
  .map((hundreds) =>
    Object.fromEntries(
      MEDIA.flatMap((one) => (hundreds[one] === undefined ? [] : [[one, sumsOf(one, hundreds[one])]])),
    ),
  );

const TIMES: readonly string[] = MEDIA.map((medium) => formatDuration(MARKED[medium].seconds * 1000));
const RATES: readonly string[] = MEDIA.map((medium) => `${MARKED[medium].percent.toFixed(1)} %`);

/** The times and rates in a text that belong to no single medium; the target is nobody's figure. */
function blendsIn(text: string): readonly string[] {
  const plain = text.replaceAll('target 80 %', '').replaceAll(/of 1\b/g, '');
  const times = plain.match(/\b(?:\d+h \d+m|\d+m \d+s|(?<!m )\d+s)\b/g) ?? [];
  const rates = plain.match(/\b[\d.]+ %/g) ?? [];
  return [...times.filter((time) => !TIMES.includes(time)), ...rates.filter((rate) => !RATES.includes(rate))];
}

const view = { now: NOW, timeZone: 'Europe/Madrid', files: true };

describe.each(['queue', 'agents'] as const)('an answer about %s', (scope) => {
  it('has only times and rates of one medium, in blocks, text, details, summary and file', async () => {
    await fc.assert(
      fc.asyncProperty(mixture, fc.array(mixture, { minLength: 3, maxLength: 12 }), async (now, parts) => {
        for (const by of ['day', 'agent', 'media'] as const) {
          const rows =
            by === 'media'
              ? MEDIA.flatMap((one) => (now[one] === undefined ? [] : [{ label: one, byMedia: { [one]: now[one] } }]))
              : parts.map((byMedia, index) => ({ label: `Row ${index}`, byMedia }));
          const answer = report({
            scope,
            now,
            before: undefined,
            split: { by, parts: rows, more: 0 },
            trend: { unit: 'day', points: rows },
          });
          const message = statsMessage(answer, view);
          const said = [
            message.text,
            JSON.stringify(message.blocks),
            textAlone(message).text,
            detailsMessage(answer, view).text,
            headlineMessage(mondayRun(), await summaryOf(answer), { late: false }).text,
          ];
          expect(said.flatMap(blendsIn)).toEqual([]);
          expect(csvFiles(answer, []).flatMap(({ content }) => blendsInFile(content))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** In the file times are seconds and rates parts of 1: in columns whose heads say so. */
function blendsInFile(content: string): readonly string[] {
  const [head = '', ...rows] = content.trimEnd().split('\r\n');
  // A name may hold a comma, and is then in quotes.
  const heads = (head.match(/"[^"]*"|[^,]+/g) ?? []).map((name) => name.replaceAll('"', ''));
  const seconds: readonly number[] = MEDIA.map((medium) => MARKED[medium].seconds);
  const shares: readonly number[] = MEDIA.map((medium) => MARKED[medium].percent / 100);
  return rows.flatMap((row) =>
    row.split(',').filter((cell, column) => {
      const name = heads[column] ?? '';
      if (cell === '' || !/\((?:seconds|share of 1)\)$/.test(name)) return false;
      return !(name.endsWith('(seconds)') ? seconds : shares).includes(Number(cell));
    }),
  );
}
