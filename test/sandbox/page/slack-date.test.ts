import { describe, expect, it } from 'vitest';
import { slackDate } from '../../../src/sandbox/page/slack-date.ts';

const seconds = 1795340460; // 2026-11-22 09:41 UTC
const at = (iso: string) => Date.parse(iso);

describe('a date token', () => {
  it.each([
    ['{time}', 'Europe/Madrid', '10:41'],
    ['{time}', 'Asia/Kathmandu', '15:26'],
    ['{time}', 'America/New_York', '04:41'],
    ['{time_secs}', 'UTC', '09:41:00'],
    ['{date_short} at {time}', 'Europe/Madrid', '22 Nov 2026 at 10:41'],
    ['{date_num}', 'UTC', '22/11/2026'],
    ['{unknown} {time}', 'UTC', '{unknown} 09:41'],
  ])('%s in %s is %s', (format, timeZone, shown) => {
    expect(slackDate(format, seconds, { timeZone, now: at('2026-12-01T00:00Z') })).toBe(shown);
  });

  it.each([
    ['2026-11-22T23:59Z', 'UTC', 'today 09:41'],
    ['2026-11-22T23:59Z', 'Europe/Madrid', 'yesterday 10:41'],
    ['2026-11-23T00:00Z', 'UTC', 'yesterday 09:41'],
    ['2026-11-24T00:00Z', 'UTC', '22 Nov 2026 09:41'],
  ])('seen at %s in %s is %s', (now, timeZone, shown) => {
    expect(slackDate('{date_short_pretty} {time}', seconds, { timeZone, now: at(now) })).toBe(shown);
  });
});
