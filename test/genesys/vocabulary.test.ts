import { describe, expect, it } from 'vitest';
import { presenceOf, routingOf, stateOfSegment } from '../../src/genesys/vocabulary.ts';

describe('words that Genesys spells in several ways', () => {
  it.each([
    ['On Queue', 'on-queue'],
    ['ON_QUEUE', 'on-queue'],
    ['OnQueue', 'on-queue'],
    ['AVAILABLE', 'available'],
    ['Available', 'available'],
    ['Meal', 'meal'],
    ['UNKNOWN', 'unknown'],
    ['Siesta', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('presence %j is %s', (spelling, expected) => {
    expect(presenceOf(spelling)).toBe(expected);
  });

  it.each([
    ['OFF_QUEUE', 'off-queue'],
    ['NOT_RESPONDING', 'not-responding'],
    ['IDLE', 'idle'],
    ['DAYDREAMING', 'unknown'],
  ])('routing status %s is %s', (spelling, expected) => {
    expect(routingOf(spelling)).toBe(expected);
  });

  it.each([
    ['alert', 'alerting'],
    ['dialing', 'dialing'],
    ['contacting', 'dialing'],
    ['interact', 'interacting'],
    ['hold', 'held'],
    ['parked', 'parked'],
    ['wrapup', 'after-call-work'],
    ['monitoring', 'supervising'],
    ['coaching', 'supervising'],
    ['barging', 'supervising'],
    ['callback', 'scheduled'],
    ['scheduled', 'scheduled'],
    ['ivr', 'other'],
    ['voicemail', 'other'],
    ['hologram', 'other'],
    [undefined, 'other'],
  ])('segment type %j is %s', (segmentType, expected) => {
    expect(stateOfSegment(segmentType)).toBe(expected);
  });
});
