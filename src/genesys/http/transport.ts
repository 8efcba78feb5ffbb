import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import { type Egress, LOOPBACK } from '../../domain/unreached.ts';
import { VERSION } from '../../version.ts';
import type { Reply } from './errors.ts';

/** Sends one HTTP request and gives whatever came back, of any status. Throws only when nothing came. */
export interface Transport {
  send(request: HttpRequest): Promise<Reply>;
  /** Closes idle and busy connections. */
  close(): void;
}

interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** For the whole exchange, connecting and reading included. */
  readonly timeoutMs: number;
}

/** Sent as `User-Agent`, so that Genesys's support can find the app's requests. */
export const USER_AGENT = `floorwalker/${VERSION}`;

/** Above any answer that this app asks for; beyond it the other side is not what it should be. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;

export function createTransport({ httpsProxy, noProxy }: Egress): Transport {
  const proxyEnv =
    httpsProxy === undefined ? undefined : { HTTPS_PROXY: httpsProxy, NO_PROXY: [noProxy, ...LOOPBACK].join(',') };
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true, proxyEnv }),
  };
  const http = axios.create({
    ...agents,
    // A redirect would carry the bearer token to wherever it points.
    maxRedirects: 0,
    maxContentLength: MAX_BODY_BYTES,
    responseType: 'text',
    // The body stays text: axios would hand over unparsable JSON as if it were an answer.
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });
  return {
    async send(request) {
      const response = await http.request<unknown>({
        method: request.method,
        url: request.url,
        headers: { Accept: 'application/json', 'User-Agent': USER_AGENT, ...request.headers },
        data: request.body,
        // axios's own timeout only watches for silence; the signal ends a body that trickles in for ever.
        signal: AbortSignal.timeout(request.timeoutMs),
        // The agent tunnels through the configured proxy; what else the environment names is nothing to axios.
        ...(proxyEnv !== undefined && request.url.startsWith('https:') ? {} : { proxy: false }),
      });
      const { headers } = response;
      return {
        status: response.status,
        text: typeof response.data === 'string' ? response.data : '',
        header: (name) => {
          const value: unknown = headers[name.toLowerCase()];
          return typeof value === 'string' ? value : undefined;
        },
      };
    },
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}
