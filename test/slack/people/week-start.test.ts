import { expect, it } from 'vitest';
import { weekStartOf } from '../../../src/slack/people/week-start.ts';

it.each([
  ['en-US', 0],
  ['en-GB', 1],
  ['es-ES', 1],
  ['pt-BR', 0],
  ['de-DE', 1],
  ['ar-EG', 6],
  ['dv-MV', 5],
  ['not a locale', 1],
  ['', 1],
  [undefined, 1],
])('a week in the locale %s begins on day %i', (locale, day) => {
  expect(weekStartOf('locale', locale)).toBe(day);
});

it.each([
  ['monday', 1],
  ['sunday', 0],
  ['saturday', 6],
] as const)('a week begins on %s for everybody when the configuration says so', (setting, day) => {
  expect(weekStartOf(setting, 'en-US')).toBe(day);
  expect(weekStartOf(setting, 'es-ES')).toBe(day);
});
