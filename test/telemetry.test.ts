import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type House, openHouse } from './e2e/house.ts';

const DEPLOY = join(import.meta.dirname, '../.deploy');
const USED = /\bfloorwalker_[a-z_]+/g;

let house: House;
let metrics: string;
/** Of an app in Socket Mode, which has one more. */
let inSocketMode: string;

beforeAll(async () => {
  house = await openHouse({ env: { ACCESS_POLICY: 'workspace' } });
  await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
  house.slack.faults.next('chat.postMessage', { kind: 'error', error: 'channel_not_found' });
  await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays queue "Billing EU"');
  await fetch(`${house.url}/slack/events`, {
    method: 'POST',
    headers: { 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)), 'x-slack-signature': 'v0=0' },
    body: 'x=y',
  });
  metrics = await (await fetch(`${house.url}/metrics`)).text();
  const other = await openHouse({ socketMode: true });
  inSocketMode = await (await fetch(`${other.url}/metrics`)).text();
  await other.stop();
});
afterAll(() => house.stop());

/** The sum over all series of a metric whose labels hold this. */
function value(name: string, labels = ''): number {
  const lines = metrics.split('\n').filter((line) => new RegExp(`^${name}(\\{| )`).test(line) && line.includes(labels));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe('GET /metrics', () => {
  it('says what runs', () => {
    expect(metrics).toMatch(
      /floorwalker_build_info\{version="\d+\.\d+\.\d+",mode="http",policy="workspace",store="sqlite",region="eu_central_1",node="24\.[^"]+"\} 1/,
    );
  });

  it('counts answers, requests of Genesys Cloud with their time, and what is left of the budget', () => {
    expect(value('floorwalker_answer_seconds_count', 'question="/agent-live"')).toBe(1);
    const asked = value('floorwalker_genesys_requests_total', 'outcome="ok"');
    expect(asked).toBeGreaterThan(1);
    expect(value('floorwalker_genesys_request_seconds_count')).toBe(asked);
    expect(value('floorwalker_genesys_budget_most')).toBe(10_000);
    expect(value('floorwalker_genesys_budget_taken')).toBeGreaterThan(0);
  });

  it('counts calls of Slack by method and how they ended, and what was turned away', () => {
    expect(value('floorwalker_slack_calls_total', 'method="auth.test",outcome="ok"')).toBeGreaterThan(0);
    expect(value('floorwalker_slack_calls_total', 'method="response_url",outcome="ok"')).toBeGreaterThan(0);
    expect(value('floorwalker_slack_refused_total', 'why="signature"')).toBe(1);
  });

  it('tells the state of the store and what is being answered', () => {
    expect(value('floorwalker_store_up')).toBe(1);
    expect(value('floorwalker_questions_in_progress')).toBe(0);
  });

  it('tells nothing about people', () => {
    expect(metrics).not.toMatch(/Ana|López|U0OMAR|C0FLOOR|@/);
  });
});

describe('what is watched of it', () => {
  /** Names as they stand before a histogram's or a counter's own endings. */
  const known = () => new Set([...inSocketMode.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? ''));
  const isKnown = (name: string) => known().has(name) || known().has(name.replace(/_(bucket|count|sum)$/, ''));
  const unknownIn = (text: string) => [...new Set(text.match(USED) ?? [])].filter((name) => !isKnown(name));

  it.each(['dashboard.json', 'alerts.yml'])('%s names only what is measured', (file) => {
    const text = readFileSync(join(DEPLOY, file), 'utf8');
    expect(text.match(USED)?.length ?? 0).toBeGreaterThan(8);
    expect(unknownIn(text)).toEqual([]);
  });

  it('the dashboard is one that Grafana takes', () => {
    const panel = z.object({
      id: z.number(),
      title: z.string(),
      type: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).min(1),
    });
    const { panels } = z
      .object({ title: z.string(), schemaVersion: z.number(), panels: z.array(panel) })
      .parse(JSON.parse(readFileSync(join(DEPLOY, 'dashboard.json'), 'utf8')));
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it('each alert says what to do', () => {
    const rule = z.object({
      alert: z.string(),
      expr: z.string(),
      for: z.string().regex(/^\d+[smh]$/),
      labels: z.object({ severity: z.enum(['page', 'ticket']) }),
      annotations: z.object({ summary: z.string().min(10), do: z.string().min(10) }),
    });
    const groups = z
      .object({ groups: z.array(z.object({ name: z.string(), rules: z.array(rule) })) })
      .parse(parse(readFileSync(join(DEPLOY, 'alerts.yml'), 'utf8')));
    expect(groups.groups.flatMap(({ rules }) => rules).length).toBeGreaterThanOrEqual(8);
  });
});

describe('one refusal of Genesys Cloud', () => {
  it('is one line without a stack, and one of the answer, which has its requests and their time', async () => {
    house.genesys.faults.next({ match: '/analytics/agents/', fault: { kind: 'status', status: 403 } });
    const before = house.log.length;
    await house.ask('U0OMAR', '/agent-live', '<@U0KIRAN>');
    const reference = house.log.slice(before).find(({ msg }) => msg === 'answered')?.['reference'];
    const lines = house.log.slice(before).filter((line) => line['reference'] === reference);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(lines)).not.toContain('"stack"');
    expect(lines.at(-1)).toMatchObject({
      msg: 'answered',
      requests: expect.objectContaining({ 'agent-status': { count: 1, ms: expect.any(Number) } }),
    });
  });
});
