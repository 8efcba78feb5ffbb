import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which room may look into which, beside itself. The picture of it is in the README. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['app.ts', 'config.ts', 'log.ts', 'network.ts'],
  'network.ts': ['domain/unreached.ts'],
  'telemetry.ts': [],
  'questions.ts': ['genesys', 'reports/ports.ts'],
  'app.ts': [
    'network.ts',
    'questions.ts',
    'version.ts',
    'telemetry.ts',
    'domain',
    'reports',
    'genesys',
    'slack',
    'summaries',
    'alerts',
    'store',
    'config.ts',
    'log.ts',
  ],
  cli: [
    'network.ts',
    'questions.ts',
    'version.ts',
    'app.ts',
    'telemetry.ts',
    'domain',
    'reports',
    'genesys',
    'slack',
    'summaries',
    'alerts',
    'store',
    'config.ts',
    'log.ts',
  ],
  slack: ['reports', 'summaries', 'alerts', 'domain'],
  reports: ['domain'],
  genesys: ['domain', 'reports/ports.ts', 'version.ts'],
  'version.ts': ['../package.json'],
  summaries: ['reports', 'domain'],
  alerts: ['reports', 'domain'],
  sandbox: ['domain'],
  domain: [],
  store: [],
  'config.ts': ['domain'],
  'log.ts': ['domain/unreached.ts'],
};

/**
 * The rooms within a layer, each with those of the same layer that it may look into. What lies beside them in the
 * layer puts them together: it sees them all, and they see of it what is named here.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'slack/kit': [],
  'slack/wire': ['slack/kit'],
  'slack/words': ['slack/kit'],
  'slack/people': ['slack/words', 'slack/kit', 'slack/feature.ts', 'slack/wire'],
  'slack/live': ['slack/people', 'slack/words', 'slack/kit', 'slack/feature.ts', 'slack/outbox.ts', 'slack/wire'],
  'slack/stats': ['slack/people', 'slack/words', 'slack/kit', 'slack/feature.ts', 'slack/outbox.ts', 'slack/files.ts'],
  'slack/summary': [
    'slack/stats',
    'slack/live',
    'slack/people',
    'slack/words',
    'slack/kit',
    'slack/feature.ts',
    'slack/outbox.ts',
    'slack/posted.ts',
  ],
  'slack/said': ['slack/rules', 'slack/words', 'slack/kit', 'slack/feature.ts'],
  'slack/rules': ['slack/people', 'slack/words', 'slack/kit'],
  'slack/alert': [
    'slack/rules',
    'slack/live',
    'slack/people',
    'slack/words',
    'slack/kit',
    'slack/feature.ts',
    'slack/outbox.ts',
    'slack/posted.ts',
  ],
  'slack/home': [
    'slack/alert',
    'slack/summary',
    'slack/stats',
    'slack/live',
    'slack/people',
    'slack/words',
    'slack/kit',
    'slack/feature.ts',
    'slack/outbox.ts',
  ],
  'alerts/rules': ['alerts/ports.ts'],
  'alerts/watch': ['alerts/rules', 'alerts/ports.ts', 'alerts/record.ts', 'alerts/kept-rules.ts'],
  'reports/people': ['reports/ports.ts'],
  'reports/live': ['reports/people', 'reports/ports.ts'],
  'reports/stats': ['reports/people', 'reports/ports.ts'],
  'reports/follow': ['reports/live', 'reports/people', 'reports/ports.ts'],
};

const src = join(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: src }).toSorted();

const layerOf = (file: string): string => file.split('/')[0] ?? file;
const roomOf = (file: string): string =>
  Object.keys(ROOMS).find((room) => file.startsWith(`${room}/`)) ?? layerOf(file);

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(([, specifier]) => specifier ?? '');
  return specifiers.map((specifier) => relative(src, join(src, dirname(file), specifier)));
}

function forbiddenImports(file: string, imports: readonly string[]): readonly string[] {
  const allowed = [roomOf(file), ...(ROOMS[roomOf(file)] ?? []), ...(ALLOWED[layerOf(file)] ?? [])];
  return imports
    .filter((target) => !allowed.some((place) => target === place || target.startsWith(`${place}/`)))
    .map((target) => `\`${file}\` imports \`${target}\`: not allowed`);
}

describe('the rooms of the house', () => {
  it('are all in the table', () => {
    expect([...new Set(files.map(layerOf))].filter((layer) => !(layer in ALLOWED))).toEqual([]);
    const folders = files.filter((file) => /^(slack|reports|alerts)\/\w+\//.test(file)).map((file) => dirname(file));
    expect([...new Set(folders)].filter((folder) => !(folder in ROOMS))).toEqual([]);
  });

  it('has no files that look into each other, however far around', () => {
    const imports = new Map(files.map((file) => [file, importsOf(file).filter((each) => files.includes(each))]));
    const cleared = new Set<string>();
    const circleFrom = (file: string, way: readonly string[]): readonly string[] | undefined => {
      if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
      if (cleared.has(file)) return undefined;
      const circle = (imports.get(file) ?? []).map((next) => circleFrom(next, [...way, file])).find(Boolean);
      cleared.add(file);
      return circle;
    };
    expect(files.flatMap((file) => [circleFrom(file, [])?.join(' → ')].filter(Boolean))).toEqual([]);
  });

  it.each(files)('%s imports only what its room may see', (file) => {
    expect(forbiddenImports(file, importsOf(file))).toEqual([]);
  });

  it.each([
    ['slack/x.ts', 'genesys/y.ts'],
    ['slack/live/x.ts', 'slack/stats/y.ts'],
    ['slack/words/x.ts', 'slack/people/y.ts'],
    ['reports/people/x.ts', 'reports/live/y.ts'],
  ])('would catch %s looking into %s', (file, target) => {
    expect(forbiddenImports(file, [target])).toEqual([`\`${file}\` imports \`${target}\`: not allowed`]);
  });
});

describe('what is not written in this house', () => {
  const production = files.filter((file) => layerOf(file) !== 'sandbox');

  it.each(production)('%s keeps type escapes and console output out', (file) => {
    const text = readFileSync(join(src, file), 'utf8');
    const escapes = [/\bas any\b/, /: any\b/, /@ts-(ignore|expect-error|nocheck)/, /\bas unknown as\b/, /\bconsole\./];
    expect(escapes.filter((pattern) => pattern.test(text))).toEqual([]);
  });

  it.each(files.filter((file) => ['domain', 'reports'].includes(layerOf(file))))(
    '%s asks no clock, chance or environment',
    (file) => {
      const text = readFileSync(join(src, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(text).not.toMatch(/Date\.now\(|new Date\(\)|Math\.random\(|process\.env/);
    },
  );
});
