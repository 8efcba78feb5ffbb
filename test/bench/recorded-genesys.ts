import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** Gives the answers of another server once more, each after the same time, and tells what was asked together. */
export interface RecordedGenesys {
  readonly url: string;
  /** Where what has never been asked goes on to. */
  to: string;
  latencyMs: number;
  /** Requests by round trip: those that were on their way at the same time. */
  readonly rounds: RecordedRequest[][];
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

export async function openRecordedGenesys(): Promise<RecordedGenesys> {
  const known = new Map<string, Answer>();
  const rounds: RecordedRequest[][] = [];
  let onTheirWay = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '' } = request;
    if (onTheirWay === 0) rounds.push([]);
    onTheirWay += 1;
    const waited = pause(genesys.latencyMs);
    const body = await text(request);
    rounds.at(-1)?.push({ method, url, body });
    const key = `${method} ${url} ${body}`;
    const found = known.get(key) ?? (await forward(request, body, genesys.to));
    known.set(key, found);
    await waited;
    onTheirWay -= 1;
    response.writeHead(found.status, { 'content-type': 'application/json' }).end(found.body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const genesys: RecordedGenesys = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    to: '',
    latencyMs: 0,
    rounds,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return genesys;
}

async function forward({ method = 'GET', url, headers }: IncomingMessage, body: string, to: string): Promise<Answer> {
  const response = await fetch(`${to}${url}`, {
    method,
    headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
    ...(body === '' ? {} : { body }),
  });
  return { status: response.status, body: await response.text() };
}
