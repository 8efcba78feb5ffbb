import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environment } from '../src/config.ts';
import { readPeriod } from '../src/domain/period/period.ts';
import { readLive, readStats } from '../src/slack/words/words.ts';
import { VARIABLES, withTables } from './readme-tables.ts';

const root = join(import.meta.dirname, '..');
const file = join(root, 'README.md');
const readme = readFileSync(file, 'utf8');
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts;

if (process.env['WRITE_README'] === 'yes') writeFileSync(file, withTables(readme));

describe('the README', () => {
  it('has the tables that the code has (`npm run readme` writes them)', () => {
    expect(readFileSync(file, 'utf8')).toBe(withTables(readme));
  });

  it('lists every variable of the environment, and no other', () => {
    expect(VARIABLES.map(([name]) => name).toSorted()).toEqual(Object.keys(environment.shape).toSorted());
  });

  it.each(VARIABLES.filter(([, , fallback]) => !/^(none|required|from|DEFAULT_SCOPE)/.test(fallback)))(
    'tells the default of %s',
    (name, _meaning, fallback) => {
      const shape: Readonly<Record<string, z.ZodType>> = environment.shape;
      const given = shape[name]?.safeParse(undefined);
      const told = shape[name]?.safeParse(fallback);
      const byDefault = name === 'STORE_URL' ? 'sqlite:data/floorwalker.db' : given?.data;
      expect(byDefault).toEqual(told?.data);
    },
  );

  it('names only commands of npm that exist', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('tells of each command', () => {
    const commands = [...readFileSync(join(root, 'manifest.yml'), 'utf8').matchAll(/- command: (\S+)/g)];
    expect(commands.length).toBeGreaterThan(2);
    expect(commands.map(([, name = '']) => name).filter((name) => !readme.includes(`| \`${name} [`))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!#|https?:)([^)]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });

  const typed = [...readme.matchAll(/`\/agent-(live|stats) ([^`[\]]+)`/g)].map(
    ([, command, words = '']) => [command, words.replaceAll('@ana', '<@U0ANA>')] as const,
  );

  it.each(typed.filter(([command]) => command === 'live'))(
    'the example /agent-%s %s is understood',
    (_command, words) => {
      expect(readLive(words).kind).not.toBe('problem');
    },
  );

  it.each(typed.filter(([command]) => command === 'stats'))(
    'the example /agent-%s %s is understood',
    (_command, words) => {
      const read = readStats(words);
      const now = { now: Date.UTC(2026, 10, 22, 9), timeZone: 'Europe/Madrid', weekStart: 1 } as const;
      expect(read.kind === 'stats' ? readPeriod(read.period, now).kind : read.kind).toBe('period');
    },
  );
});
