import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

const CERTIFICATES = `${import.meta.dirname}/certificates`;
/** Who signs for `*.example.test` and `127.0.0.1`; no machine trusts it by itself. */
export const AUTHORITY = `${CERTIFICATES}/ca.pem`;

export interface WalledNet {
  /** With its user and password, for `HTTPS_PROXY`. */
  readonly proxyUrl: string;
  readonly port: number;
  /** Hosts to which a tunnel was made, oldest first. */
  readonly tunnels: readonly string[];
  /** Hosts to which somebody wanted one without the password. */
  readonly strangers: readonly string[];
  /** Requests that were sent to the proxy itself instead of through a tunnel. */
  readonly exposed: readonly string[];
  /** Refuses tunnels to this host from now on. */
  readonly forbid: (host: string) => void;
}

/**
 * A network whose only way out is a proxy that demands a password, and whose hosts have a certificate of its own
 * authority. The hosts exist in no DNS: what reaches them came through the proxy.
 *
 * @param hosts plain servers of this machine by the names under which they are reached at port 443
 */
export async function walledNet(hosts: Readonly<Record<string, string>>): Promise<WalledNet> {
  const tunnels: string[] = [];
  const strangers: string[] = [];
  const exposed: string[] = [];
  const forbidden = new Set<string>();
  const fronts = new Map<string, number>();
  for (const [host, url] of Object.entries(hosts)) fronts.set(`${host}:443`, await tlsFront(Number(new URL(url).port)));
  const password = `Basic ${Buffer.from('floor:p@ss-of-the-proxy').toString('base64')}`;
  const proxy = createServer((request, response) => {
    exposed.push(request.url ?? '');
    response.writeHead(501).end();
  });
  proxy.on('connect', (request, client: Duplex) => {
    const host = request.url ?? '';
    client.on('error', () => client.destroy());
    if (request.headers['proxy-authorization'] !== password) {
      strangers.push(host);
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    const port = forbidden.has(host) ? undefined : fronts.get(host);
    if (port === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    tunnels.push(host);
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      join(client, server);
    });
  });
  const port = await listening(proxy);
  return {
    proxyUrl: `http://floor:p%40ss-of-the-proxy@127.0.0.1:${port}`,
    port,
    tunnels,
    strangers,
    exposed,
    forbid: (host) => void forbidden.add(host),
  };
}

/** Takes TLS off, for a server of this machine that speaks without. */
export async function tlsFront(port: number): Promise<number> {
  const identity = {
    key: readFileSync(`${CERTIFICATES}/server.key`),
    cert: readFileSync(`${CERTIFICATES}/server.pem`),
  };
  const server = createTlsServer(identity, (client) => join(client, connect(port, '127.0.0.1')));
  server.on('tlsClientError', () => undefined);
  return listening(server);
}

function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
}

/** Ends with the test, whoever is still connected. */
async function listening(server: Server): Promise<number> {
  const open = new Set<Duplex>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return port;
}
