import { once } from 'node:events';
import type { Server } from 'node:http';

/** How many ports are tried, one after the other. */
const PORTS = 20;
const HIGHEST_PORT = 65_535;

/**
 * Listens on 127.0.0.1 at this port, or at the next that nobody has; 0 is any that is free.
 *
 * @returns the port it became
 * @throws what the last try said, when all of them are taken
 */
export async function listenFrom(server: Server, wanted: number): Promise<number> {
  const last = Math.min(wanted + PORTS - 1, HIGHEST_PORT);
  for (let port = wanted; ; port += 1) {
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    } catch (error) {
      if (port >= last || !isTaken(error)) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
