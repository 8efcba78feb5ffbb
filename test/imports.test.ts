import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which room may look into which. The picture of it is in the README. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['app.ts', 'config.ts', 'log.ts'],
  'telemetry.ts': [],
  'app.ts': ['telemetry.ts', 'domain', 'reports', 'genesys', 'slack', 'schedule', 'store', 'config.ts', 'log.ts'],
  cli: ['app.ts', 'telemetry.ts', 'domain', 'reports', 'genesys', 'slack', 'schedule', 'store', 'config.ts', 'log.ts'],
  slack: ['reports', 'domain'],
  reports: ['domain'],
  genesys: ['domain', 'reports/ports.ts'],
  schedule: ['reports', 'domain'],
  sandbox: ['domain'],
  domain: [],
  store: [],
  'config.ts': [],
  'log.ts': [],
};

const src = join(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: src }).toSorted();

const roomOf = (file: string): string => file.split('/')[0] ?? file;

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(([, specifier]) => specifier ?? '');
  return specifiers.map((specifier) => relative(src, join(src, dirname(file), specifier)));
}

function forbiddenImports(file: string, imports: readonly string[]): readonly string[] {
  const room = roomOf(file);
  const allowed = [room, ...(ALLOWED[room] ?? [])];
  return imports
    .filter((target) => !allowed.some((place) => target === place || target.startsWith(`${place}/`)))
    .map((target) => `\`${file}\` imports \`${target}\`: not allowed`);
}

describe('the rooms of the house', () => {
  it('are all in the table', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in ALLOWED))).toEqual([]);
  });

  it.each(files)('%s imports only what its room may see', (file) => {
    expect(forbiddenImports(file, importsOf(file))).toEqual([]);
  });

  it('would catch slack looking into genesys', () => {
    expect(forbiddenImports('slack/x.ts', ['genesys/y.ts'])).toEqual([
      '`slack/x.ts` imports `genesys/y.ts`: not allowed',
    ]);
  });
});

describe('what is not written in this house', () => {
  const production = files.filter((file) => roomOf(file) !== 'sandbox');

  it.each(production)('%s keeps type escapes and console output out', (file) => {
    const text = readFileSync(join(src, file), 'utf8');
    const escapes = [/\bas any\b/, /: any\b/, /@ts-(ignore|expect-error|nocheck)/, /\bas unknown as\b/, /\bconsole\./];
    expect(escapes.filter((pattern) => pattern.test(text))).toEqual([]);
  });

  it.each(files.filter((file) => ['domain', 'reports'].includes(roomOf(file))))(
    '%s asks no clock, chance or environment',
    (file) => {
      const text = readFileSync(join(src, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(text).not.toMatch(/Date\.now\(|new Date\(\)|Math\.random\(|process\.env/);
    },
  );
});
