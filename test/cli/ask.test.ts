import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askCommand } from '../../src/cli/ask/ask-command.ts';
import { auditCommand } from '../../src/cli/audit/audit-command.ts';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { CANARY, clientWithout, deployed, type Environment, run, sharedGenesys } from './deployment.ts';

const genesys = sharedGenesys([clientWithout()]);

let env: Environment;
let ask: (...args: readonly string[]) => ReturnType<typeof run>;
beforeEach(async () => {
  const { env: settings } = await deployed({ genesys: genesys() });
  env = { ...settings, ACCESS_POLICY: 'managers' };
  ask = (...args) => run(askCommand, args, env);
});

const omar = () => personNamed(genesys().organisation, 'Omar Haddad').email;

const figure = z.object({
  figure: z.string(),
  medium: z.string().optional(),
  unit: z.enum(['count', 'ms', 'share']),
  value: z.number().nullable(),
});
const report = z.object({
  source: z.literal('Genesys Analytics'),
  label: z.string(),
  timeZone: z.string(),
  start: z.string(),
  end: z.string(),
  figures: z.array(figure),
  rows: z.array(z.object({ name: z.string(), figures: z.array(figure) })),
});

const valueIn = (figures: readonly z.infer<typeof figure>[], id: string) =>
  figures.find((each) => each.figure === id)?.value;

describe('a question about a period', () => {
  it('is answered in words, in the zone of whoever asks', async () => {
    const { code, out, err } = await ask('yesterday team by agent', '--as', omar());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Your team, yesterday: /);
    expect(out).toMatch(/Madrid time/);
    expect(out).toMatch(/\nAna López: Handled \d+/);
    expect(out).not.toMatch(/[*`]|&\w+;/);
  });

  it('is answered as JSON, whose rows add up to its figures', async () => {
    const { code, out } = await ask('last week', 'team', 'by agent', '--as', omar(), '--json');
    expect(code).toBe(0);
    const { figures, rows, start, end, timeZone } = report.parse(JSON.parse(out));
    expect(timeZone).toBe('Europe/Madrid');
    expect(Date.parse(end) - Date.parse(start)).toBeGreaterThanOrEqual(7 * 23 * 3_600_000);
    const handled = rows.map((row) => valueIn(row.figures, 'handled') ?? 0);
    expect(rows.length).toBeGreaterThan(5);
    expect(handled.reduce((sum, each) => sum + each, 0)).toBe(valueIn(figures, 'handled'));
    for (const { unit, medium } of figures.filter(({ figure: id }) => id === 'aht')) {
      expect({ unit, medium }).toEqual({ unit: 'ms', medium: expect.any(String) });
    }
  });

  it('has the zone that is asked for', async () => {
    const { out } = await ask('yesterday', 'me', '--as', omar(), '--tz', 'America/New_York', '--json');
    const { start, timeZone } = report.parse(JSON.parse(out));
    expect(timeZone).toBe('America/New_York');
    expect(start).toMatch(/T0[45]:00:00\.000Z$/);
  });

  it('explains each figure by what it was made of, and what was asked for it', async () => {
    const { code, out } = await ask('yesterday team', '--as', omar(), '--explain');
    expect(code).toBe(0);
    const [, whole = '', parts = ''] =
      /Average handle time \(AHT\), voice = sum of tHandle ÷ count of tHandle = (\d+) ms ÷ (\d+)/.exec(out) ?? [];
    const json = await ask('yesterday team', '--as', omar(), '--json', '--explain');
    const { figures } = report.parse(JSON.parse(json.out));
    const aht = figures.find(({ figure: id, medium }) => id === 'aht' && medium === 'voice')?.value ?? 0;
    expect(Math.round(aht)).toBe(Math.round(Number(whole) / Number(parts)));
    expect(out).toMatch(/\nconversation-aggregates: \d+ in \d+ ms|\n[\w-]+: \d+ in \d+ ms/);
  });
});

describe('a question about now', () => {
  it('is answered from live state, in words and as JSON', async () => {
    const { code, out } = await ask('/agent-live "Ana López"', '--as', 'U0OMAR');
    expect(code).toBe(0);
    expect(out).toMatch(/^Ana López /);
    expect(out).toContain('Genesys live state');
    const json = await ask('who is free?', '--as', 'U0OMAR', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      source: 'Genesys live state',
      kind: 'board',
      asOf: expect.any(String),
    });
  });
});

describe('what is not answered', () => {
  it.each([
    ['somebody out of sight', ['today "Omar Haddad"', '--as', 'U0ANA'], 1, 'Nobody whom you may see is called'],
    ['a guest', ['today me', '--as', 'U0GUEST'], 1, 'U0GUEST is no full member of this workspace'],
    ['nobody of that address', ['today', '--as', 'nobody@example.com'], 1, 'nobody@example.com'],
    ['no address', ['today', '--as', '@ana'], 1, 'is no Slack id (U02ANA) and no email address'],
    ['no zone', ['today', '--as', 'U0OMAR', '--tz', 'BST'], 1, '"BST" is no time zone'],
    ['what is to come', ['next week', '--as', 'U0OMAR'], 1, 'next week'],
    ['nothing', ['hello', '--as', 'U0OMAR'], 1, 'that asks nothing about the contact centre'],
    ['without somebody', ['today'], 2, '--as'],
    ['an unknown option', ['today', '--as', 'U0OMAR', '--yaml'], 2, 'npm run -s ask'],
  ])('%s is said', async (_what, args, code, sentence) => {
    const ran = await ask(...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(sentence);
    expect(ran.err).not.toContain(CANARY);
  });
});

it('is in the audit, as asked at the door of the operator', async () => {
  await ask('yesterday "Ana López"', '--as', 'U0OMAR');
  const { out } = await run(auditCommand, ['--json'], env);
  expect(out).toContain('"cli stats"');
  expect(out).toContain('U0OMAR');
});
