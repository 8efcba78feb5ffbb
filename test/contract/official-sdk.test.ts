import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';

/**
 * The official SDK is a client that nobody here has written. That it gets through proves paths, verbs, parameters,
 * token requests and error bodies of the sandbox. It runs in a process of its own with an empty home folder, since it
 * watches a file there, and must be able to end by itself.
 */
it('answers the official SDK: login, search, agent status, conversation, aggregates, and a refused body', async () => {
  const now = Date.UTC(2026, 10, 20, 11);
  const sandbox = await startGenesys({ now: () => now });
  onTestFinished(() => sandbox.stop());
  const ana = personNamed(sandbox.organisation, 'Ana López');
  const [staged] = sandbox.live.put(ana.id, { conversations: [{ state: 'hold' }] });
  const home = await mkdtemp(path.join(tmpdir(), 'sdk-'));
  onTestFinished(() => rm(home, { recursive: true }));

  const script = path.join(import.meta.dirname, 'official-sdk-client.cjs');
  const { port } = new URL(sandbox.url);
  const { stdout } = await promisify(execFile)(process.execPath, [script, port, 'ana.lopez@example.com'], {
    env: { HOME: home, USERPROFILE: home, PATH: process.env['PATH'] ?? '' },
    timeout: 14_000,
  });

  expect(JSON.parse(stdout)).toEqual({
    found: { id: ana.id, name: 'Ana López', total: 1 },
    user: { presence: expect.any(String), routingStatus: expect.any(String), active: 1 },
    status: { conversationId: staged?.id, segmentType: 'hold' },
    conversation: { purposes: ['customer', 'agent'], held: true },
    aggregates: { userId: ana.id, metrics: ['tAnswered', 'tHandle'], days: expect.any(Number) },
    queues: expect.arrayContaining(['Billing', 'Billing EU']),
    refused: {
      status: 400,
      code: 'invalid.value',
      message: expect.stringContaining('Value [callDuration] is not valid'),
      correlated: true,
    },
    wrongSecret: 401,
  });
  expect(sandbox.requests.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([
    'POST /login/oauth/token',
    'POST /api/v2/users/search',
    `GET /api/v2/users/${ana.id}`,
    `GET /api/v2/analytics/agents/${ana.id}/status`,
    `GET /api/v2/conversations/${staged?.id}`,
    'POST /api/v2/analytics/conversations/aggregates/query',
    'GET /api/v2/routing/queues',
    'POST /api/v2/analytics/conversations/aggregates/query',
    'POST /login/oauth/token',
  ]);
});
