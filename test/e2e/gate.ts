import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** Stands before an API and holds requests back until so many of them wait at the same time. */
export interface Gate {
  readonly url: string;
  /** Where requests go on to. */
  to: string;
  /** From now on requests wait for each other in groups of this size. */
  hold(size: number): void;
  /** How many passed together, since requests are held. */
  readonly groups: readonly number[];
  stop(): Promise<void>;
}

/** Whoever asks one after the other passes alone, after this long. */
const PATIENCE_MS = 2000;

export async function openGate(): Promise<Gate> {
  const groups: number[] = [];
  const waiting: (() => void)[] = [];
  let size = 1;
  let patience: NodeJS.Timeout | undefined;

  const open = (): void => {
    clearTimeout(patience);
    if (waiting.length > 0) groups.push(waiting.length);
    for (const go of waiting.splice(0)) go();
  };
  const pass = (): Promise<void> =>
    new Promise((go) => {
      waiting.push(go);
      clearTimeout(patience);
      if (waiting.length >= size) open();
      else patience = setTimeout(open, PATIENCE_MS);
    });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    await pass();
    const answered = await forward(request, body, gate.to);
    response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text());
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const gate: Gate = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    to: '',
    hold(most) {
      size = most;
      groups.length = 0;
    },
    groups,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return gate;
}

function forward({ method = 'GET', url, headers }: IncomingMessage, body: string, to: string): Promise<Response> {
  return fetch(`${to}${url}`, {
    method,
    headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
    ...(body === '' ? {} : { body }),
  });
}
