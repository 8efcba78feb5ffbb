import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Connections that the system keeps until they are accepted: of more than the usual 511 some come a second later. */
const MOST_WAITING = 4096;

/** What a route of the operator answers: a status and a plain text or JSON body. */
export interface Told {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface Door {
  /** @returns the port, also when 0 asked for any free one */
  start(port: number): Promise<number>;
  stop(): Promise<void>;
}

const EVENTS_PATH = '/slack/events';

/**
 * The app's whole web face: Slack's events and three routes for the operator, nothing else.
 *
 * @param slack checks the signature itself; absent in Socket Mode
 * @param routes `GET` routes by path
 * @param host the one address of this machine at which it listens; at all of them unless told
 */
export function createDoor({
  slack,
  routes,
  host,
  variable,
}: {
  readonly slack: RequestListener | undefined;
  readonly routes: Readonly<Record<string, () => Promise<Told>>>;
  readonly host: string | undefined;
  /** Which one says the port. */
  readonly variable: 'PORT' | 'ADMIN_PORT';
}): Door {
  const server: Server = createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === EVENTS_PATH && slack !== undefined) {
      if (request.method !== 'POST') tell(response, plain(405, 'POST only'));
      else slack(request, response);
      return;
    }
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route === undefined) tell(response, plain(404, 'no such page'));
    else if (request.method !== 'GET' && request.method !== 'HEAD') tell(response, plain(405, 'GET only'));
    else
      route().then(
        (told) => tell(response, told),
        () => tell(response, plain(500, 'failed')),
      );
  });
  server.requestTimeout = 15_000;

  return {
    start: (port) =>
      new Promise((resolve, reject) => {
        const fail = (error: NodeJS.ErrnoException) => reject(new Error(cannotListen(error, port, host, variable)));
        server.once('error', fail);
        server.listen({ port, host, backlog: MOST_WAITING }, () => {
          server.off('error', fail);
          resolve(portOf(server.address()));
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** Slack's door and the operator's: one and the same unless `ADMIN_PORT` keeps them apart. */
export function openDoors(parts: Omit<Parameters<typeof createDoor>[0], 'variable'>) {
  const both = createDoor({ ...parts, variable: 'PORT' });
  const admin = createDoor({ ...parts, slack: undefined, variable: 'ADMIN_PORT' });
  // In Socket Mode nobody else has business at a door without the operator's routes.
  const front = parts.slack && createDoor({ ...parts, routes: {}, variable: 'PORT' });
  return {
    start: async ({ port, adminPort }: { readonly port: number; readonly adminPort: number | undefined }) => {
      if (adminPort === undefined) return { port: await both.start(port) };
      const answering = await admin.start(adminPort);
      return front === undefined ? { port: answering } : { port: await front.start(port), adminPort: answering };
    },
    stop: async () => {
      await Promise.all([both, admin, front].map(async (door) => door?.stop()));
    },
  };
}

/** What to change, with the system's own word for whoever searches for it. */
function cannotListen(
  { code = '', message }: NodeJS.ErrnoException,
  port: number,
  host: string | undefined,
  variable: string,
): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is taken (EADDRINUSE): stop what listens there, or choose another ${variable}`;
    case 'EACCES':
      return `this user may not listen at port ${port} (EACCES): choose a ${variable} above 1023`;
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return `this machine has no address ${host} to listen at (${code}): change HOST`;
    default:
      return `cannot listen at port ${port}: ${message}`;
  }
}

const plain = (status: number, body: string): Told => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
});

function tell(response: ServerResponse, { status, type, body }: Told): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
