import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environment } from '../src/config.ts';
import { readPeriod } from '../src/domain/period/period.ts';
import { readAlert } from '../src/slack/rules/words.ts';
import { readLive, readStats } from '../src/slack/words/words.ts';
import { VARIABLES, withTables } from './readme-tables.ts';

const root = join(import.meta.dirname, '..');
const file = join(root, 'README.md');
const readme = readFileSync(file, 'utf8');
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts;

/** What the README tells in figures, and where the code has them. */
const FIGURES_TOLD: readonly (readonly [told: string, file: string, code: string])[] = [
  ['Any Node from 20 on', 'src/node-version.mjs', 'Plain JavaScript on purpose'],
  ['brings the Node 24 that', 'package.json', '"node": "24.'],
  ['or install Node 24', 'package.json', '"node": "24.'],
  ['on port 4300', 'src/sandbox/demo.ts', '?? 4300'],
  ['Days of 23 and 25 hours', 'test/domain/period/zone.test.ts', 'days of 23 and 25 hours'],
  ['itself for ten minutes', 'src/slack/live/follow.ts', 'FOLLOW_MS = 10 * 60_000'],
  ['Install in 15 minutes', 'test/cli/connecting.slow.test.ts', 'Install in 15 minutes'],
  ['and exits 0.', 'src/main.ts', 'process.exit(0)'],
  ['Exit code 1 is "cannot start"', 'src/main.ts', 'exitWith(1'],
  ['2 "bad configuration"', 'src/main.ts', 'exitWith(2'],
  ['needs Node 24.14 or newer', 'package.json', '"node": ">=24.14"'],
  ['waits 15 seconds', 'src/summaries/summaries.ts', 'FLIGHT_MS = 15_000'],
  ['at most 40 requests', 'src/cli/doctor/probe.ts', 'MOST_REQUESTS = 40'],
  ['ports below 1024 belong to root', 'src/slack/door.ts', 'above 1023'],
  ['proxy listen at 443', 'src/cli/manifest-command.ts', "'https:'"],
  ['off by more than five minutes', 'src/slack/wire/signed-request.ts', 'CLOCK_SKEW_S = 300'],
  ['longer than 25 seconds after SIGTERM', 'src/app.ts', 'STOP_WITHIN_MS = 25_000'],
  ['give the process 30 seconds', 'src/app.ts', 'Platforms kill 30 s after SIGTERM'],
  ['nothing else uses the 300', 'test/readme-tables.ts', 'of the 300 requests a minute'],
  ['AES-256-GCM', 'src/store/cipher.ts', 'aes-256-gcm'],
  ['two hours after a period ended', 'src/domain/time.ts', 'SETTLED_AFTER_MS = 2 * 3_600_000'],
  ['(4200)', 'src/sandbox/serve.ts', '?? 4200'],
  ['**Mute 1 h**', 'src/alerts/rules/rule.ts', 'MUTE_MS = 60 * MINUTE_MS'],
];

/** The text of every file that may say something to somebody. */
function sources(): readonly string[] {
  const said = globSync('src/**/*.{ts,mjs}', { cwd: root }).filter((file) => !file.startsWith('src/sandbox'));
  return said.map((file) => readFileSync(join(root, file), 'utf8'));
}

/** With the sandbox, whose commands have variables of their own. */
function source(): string {
  return globSync('src/**/*.{ts,mjs}', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
}

/** Without tables that the code writes, code, addresses and the numbers of a list. */
function prose(text: string): string {
  return text
    .replaceAll(/<!-- (\w+) -->[\s\S]*?<!-- \/\1 -->/g, '')
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/^\d\. /gm, '')
    .replaceAll(/\s+/g, ' ');
}

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

  it('links only to headings of its own', () => {
    const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const links = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(12);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });

  it('names only variables that are read', () => {
    const read = source();
    const named = [...readme.matchAll(/`([A-Z][A-Z_]+_[A-Z_]+)(?==|`)/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !read.includes(name))).toEqual([]);
  });

  const troubles = [
    ...readme
      .slice(readme.indexOf('## Troubleshooting'), readme.indexOf('## Security and data'))
      .matchAll(/^\| `([^`]+)` \| ([^|]+) \| (.+) \|$/gm),
  ].map(([, message = '', cause = '', remedy = '']) => ({ message, cause, remedy }));

  it('explains what people meet: a message, its cause, what to do', () => {
    expect(troubles.length).toBeGreaterThanOrEqual(25);
    expect(troubles.filter(({ cause, remedy }) => cause.trim() === '' || remedy.trim() === '')).toEqual([]);
  });

  it.each(troubles)('explains a message that the app has: $message', ({ message }) => {
    const files = sources();
    const parts = message.split('…').map((part) => part.replace(/^[:\s]+|[:\s]+$/g, ''));
    // What stands between two gaps may come from another file; each is somebody's own words.
    const unknown = parts.filter((part) => /\w/.test(part) && !files.some((text) => text.includes(part)));
    expect(unknown).toEqual([]);
  });

  it.each(FIGURES_TOLD)('tells the figure that the code has: %s', (told, file, code) => {
    expect(readme.replaceAll(/\s+/g, ' ')).toContain(told);
    expect(readFileSync(join(root, file), 'utf8')).toContain(code);
  });

  it('tells no other figure', () => {
    const checked = FIGURES_TOLD.reduce(
      (text, [told]) => text.replaceAll(told, ''),
      prose(readme.slice(0, readme.indexOf('## Decisions'))),
    );
    expect(checked.match(/.{0,30}\b\d+\b.{0,30}/g) ?? []).toEqual([]);
  });

  const alerts = [...readme.matchAll(/`\/agent-alert ([^`[\]…]+)`/g)].map(([, words = '']) =>
    words.replaceAll('>', '&gt;').replaceAll('@ana', '<@U0ANA>').replaceAll('#floor', '<#C0FLOOR>'),
  );

  it.each(alerts)('the example /agent-alert %s is understood', (words) => {
    expect(readAlert(words).kind).not.toBe('problem');
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
