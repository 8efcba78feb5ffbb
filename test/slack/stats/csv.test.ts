import { describe, expect, it } from 'vitest';
import { csvFiles } from '../../../src/slack/stats/csv.ts';
import { handled, inQueue, metric, report } from './report.ts';

const lines = (content = '') => content.replace('\uFEFF', '').trimEnd().split('\r\n');

describe('an answer as a file', () => {
  const days = [
    { label: 'Mon 9 Nov', byMedia: { voice: handled(7, 100_500), email: handled(3, 600_000) } },
    { label: 'Tue 10 Nov', byMedia: {} },
  ];
  const [file, ...others] = csvFiles(report({ split: { by: 'day', parts: days, more: 0 } }), []);

  it('is called after what it is about', () => {
    expect(file?.name).toBe('ana-lopez-last-week-9-15-nov-2026-by-day.csv');
    expect(others).toEqual([]);
  });

  it('has a row for each medium of each part, and units in its heads', () => {
    const [head, ...rows] = lines(file?.content);
    expect(head).toContain('day,medium,Answered (count),Handled (count)');
    expect(head).toContain('Average handle time (AHT) (seconds)');
    expect(head).toContain('Transferred (share of 1)');
    expect(rows.map((row) => row.split(',').slice(0, 4).join(' '))).toEqual([
      'Mon 9 Nov Voice 7 7',
      'Mon 9 Nov E-mail 3 3',
      'Tue 10 Nov   ',
    ]);
  });

  it('has numbers as they were measured, not rounded', () => {
    const parts = [{ label: 'Mon', byMedia: { voice: { tHandle: metric(3, 1000 / 3), nTransferred: metric(1) } } }];
    const [, row] = lines(csvFiles(report({ split: { by: 'day', parts, more: 0 } }), [])[0]?.content);
    expect(row).toContain(',0.3333333333333333,');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+34 600', "'+34 600"],
    ['-2', '-2'],
    ['-Ana', "'-Ana"],
    ['@all', "'@all"],
    ['Billing, EU', '"Billing, EU"'],
    ['the "best"', '"the ""best"""'],
  ])('makes the name %s harmless: %s', (label, cell) => {
    const parts = [{ label, byMedia: { voice: handled(1) } }];
    const [, row] = lines(csvFiles(report({ split: { by: 'agent', parts, more: 0 } }), [])[0]?.content);
    expect(row?.startsWith(`${cell},Voice,`)).toBe(true);
  });

  it('of several agents has a second one, by agent and day', () => {
    const each = { day: '2026-11-09', agent: 'Ana López', byMedia: { voice: handled(4) } };
    const files = csvFiles(
      report({ scope: 'queue', about: { kind: 'queue', name: 'Billing' }, now: { voice: inQueue(20) } }),
      [each],
    );
    expect(files.map(({ name }) => name)).toEqual([
      'queue-billing-last-week-9-15-nov-2026-by-day.csv',
      'queue-billing-last-week-9-15-nov-2026-by-agent-and-day.csv',
    ]);
    expect(lines(files[0]?.content)[0]).toContain('Service level (share of 1)');
    expect(lines(files[1]?.content)[1]).toMatch(/^2026-11-09,Ana López,Voice,4,4,/);
  });
});
