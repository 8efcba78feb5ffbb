import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type GenesysOptions, type SandboxGenesys, startGenesys } from '../../../src/sandbox/genesys/genesys.ts';

/** Friday 20 November 2026, noon in Madrid: the floor is busy. */
export const NOON = Date.UTC(2026, 10, 20, 11);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, to be read with expectations. */
  readonly body: Record<string, unknown>;
}

/** A sandbox of its own for one test, and a way to ask it as a client with a token. */
export async function openSandbox(options: Partial<GenesysOptions> = {}) {
  const opened = await open(options);
  onTestFinished(() => opened.sandbox.stop());
  return opened;
}

/** One for all tests of a file that leave it as they found it. */
export function shareSandbox(): () => Awaited<ReturnType<typeof open>> {
  let shared: Awaited<ReturnType<typeof open>> | undefined;
  beforeAll(async () => {
    shared = await open({ requestsPerMinute: 100_000 });
  });
  afterAll(() => shared?.sandbox.stop());
  return () => {
    if (shared === undefined) throw new Error('The sandbox is not open yet');
    return shared;
  };
}

async function open(options: Partial<GenesysOptions>) {
  const clock = { now: NOON };
  const sandbox = await startGenesys({ now: () => clock.now, ...options });
  const [client] = options.clients ?? [{ id: 'sandbox', secret: 'sandbox' }];
  const token = await tokenOf(sandbox, client?.id ?? '', client?.secret ?? '');
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    ask(sandbox, token, method, path, body);
  return { sandbox, clock, token, call };
}

export async function tokenOf(sandbox: SandboxGenesys, id: string, secret: string): Promise<string> {
  const response = await requestToken(sandbox, { authorization: basic(id, secret) });
  return String(response.body['access_token']);
}

export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** A token request as the documentation has it, but for what a test changes. */
export async function requestToken(
  sandbox: SandboxGenesys,
  {
    authorization,
    type = 'application/x-www-form-urlencoded',
    form = 'grant_type=client_credentials',
  }: {
    readonly authorization?: string;
    readonly type?: string;
    readonly form?: string;
  },
): Promise<Answer> {
  const headers = { 'content-type': type, ...(authorization === undefined ? {} : { authorization }) };
  return read(await fetch(`${sandbox.loginUrl}/oauth/token`, { method: 'POST', headers, body: form }));
}

export async function ask(
  sandbox: SandboxGenesys,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${sandbox.apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return read(response);
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}
