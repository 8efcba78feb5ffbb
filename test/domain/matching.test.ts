import { describe, expect, it } from 'vitest';
import { fitting, fold, meant } from '../../src/domain/matching.ts';

describe('a name as it is typed', () => {
  it.each([
    ['  Zoë  MÜLLER ', 'zoe muller'],
    ['José', 'jose'],
    ['Jose\u0301', 'jose'],
    ['Søren Łęcki', 'soren lecki'],
    ['Weiß', 'weiss'],
    ['O’Neill', "o'neill"],
    ['İpek', 'ipek'],
    ['أحمد', 'احمد'],
    ['', ''],
  ])('%j reads %j', (name, expected) => {
    expect(fold(name)).toBe(expected);
  });
});

describe('those who are meant', () => {
  const people = ['Ana López', 'Ana López García', 'Mariana Lopez', 'José Ruiz', 'Jose Smith'].map((name) => ({
    name,
  }));
  const names = (words: string) => meant(fitting(people, words), words).map((person) => person.name);

  it.each([
    ['ana lopez', ['Ana López']],
    ['ANA LÓPEZ GARCÍA', ['Ana López García']],
    ['lopez', ['Ana López', 'Ana López García', 'Mariana Lopez']],
    ['lopez ana', ['Ana López', 'Ana López García', 'Mariana Lopez']],
    ['jose', ['José Ruiz', 'Jose Smith']],
    ['nobody', []],
    ['  ', []],
  ])('by %j', (words, expected) => {
    expect(names(words)).toEqual(expected);
  });
});
