/** What is said first of a period: one figure that answers, and few beside it, never a blend of media. */
import { describe, expect, test } from 'vitest';
import type { MediaSums, Sums } from '../../../src/domain/figures/agent-stats.ts';
import { figureInCell, figureName } from '../../../src/domain/figures/figure-text.ts';
import { headlineOf } from '../../../src/domain/figures/headline.ts';
import type { FigureId } from '../../../src/domain/figures/metrics.ts';

const times = (count: number, seconds = 0) => ({ count, sumMs: count * seconds * 1000 });
const level = (numerator: number, denominator: number) => ({ count: 0, sumMs: 0, numerator, denominator, target: 0.8 });

function handled(count: number, seconds: number, extra: Sums = {}): Sums {
  return { tHandle: times(count, seconds), tAnswered: times(count, 20), tAcw: times(count, 30), ...extra };
}
const queue = (offered: number, seconds: number): Sums =>
  handled(offered - 10, seconds, {
    nOffered: times(offered),
    tAbandon: times(10),
    oServiceLevel: level(offered / 2, offered),
  });

function said(scope: 'agents' | 'queue', of: MediaSums, place: 'opening' | 'post', asked: readonly FigureId[] = []) {
  const { verdict, figures } = headlineOf(scope, { sums: of }, undefined, place, asked);
  return [verdict, ...figures].map((figure) => `${figureName(figure)} ${figureInCell(figure.value)}`);
}

describe('the headline', () => {
  test('of a queue is its service level, what was offered and abandoned, and how long it takes', () => {
    expect(said('queue', { voice: queue(100, 300) }, 'opening')).toEqual([
      'service level voice 50.0 %',
      'offered 100',
      'abandoned voice 10.0 %',
      'AHT voice 5m 0s',
    ]);
  });

  test('of a posted summary has the time to answer too', () => {
    expect(said('queue', { voice: queue(100, 300) }, 'post')).toEqual([
      'service level voice 50.0 %',
      'offered 100',
      'abandoned voice 10.0 %',
      'ASA voice 20s',
      'AHT voice 5m 0s',
    ]);
  });

  test('of a queue without a service level begins with what was offered', () => {
    expect(said('queue', { callback: { nOffered: { ...times(12), callbacks: 12 } } }, 'opening')).toEqual([
      'offered 12',
    ]);
  });

  test('of people is what they handled, and how long it takes', () => {
    const answer = said('agents', { voice: handled(120, 252, { nTransferred: times(12) }) }, 'opening');
    expect(answer).toEqual([
      'handled 120',
      'AHT voice 4m 12s',
      'after-call work voice 30s',
      'transferred voice 10.0 %',
    ]);
  });

  test('sums counts over media, and takes times and rates of the one that leads', () => {
    expect(said('queue', { email: queue(200, 900), voice: queue(100, 300) }, 'opening')).toEqual([
      'service level e-mail 50.0 %',
      'offered 300',
      'abandoned e-mail 5.0 %',
      'AHT e-mail 15m 0s',
    ]);
    expect(said('queue', { email: queue(100, 900), voice: queue(100, 300) }, 'opening')[0]).toContain('voice');
  });

  test('begins with the figures that were asked for by name', () => {
    expect(said('queue', { voice: queue(100, 300) }, 'opening', ['aht', 'talk'])).toEqual([
      'AHT voice 5m 0s',
      'talk voice –',
      'offered 100',
      'abandoned voice 10.0 %',
    ]);
  });
});
