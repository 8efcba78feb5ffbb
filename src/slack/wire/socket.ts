import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Logger, SocketModeReceiver } from '@slack/bolt';
import { EnvHttpProxyAgent } from 'undici';
import { z } from 'zod';
import { type Egress, LOOPBACK, unreached } from '../../domain/unreached.ts';
import type { ConnectionLog } from './bolt-log.ts';
import { guardEnvelopes } from './envelope.ts';
import { slackErrorCode, unanswered } from './slack-error.ts';

/** A connection by Socket Mode that is made again whenever it ends. */
export interface Socket {
  readonly receiver: SocketModeReceiver;
  connected(): boolean;
  /** @throws an error that names the variable, when Slack refuses the token; what passes is tried again by itself */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const CALL_TIMEOUT_MS = 10_000;
const CONNECT_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 2000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const TOKEN_REFUSED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'not_allowed_token_type',
]);
const VARIABLE = 'SLACK_APP_TOKEN';

/**
 * Bolt's own way of connecting again gives up on some failures and lets others end the process, with errors that name no
 * token. Here each failure is one line that names the variable, and the pauses grow; whatever else the app does goes on.
 */
export function createSocket({
  appToken,
  apiUrl,
  egress,
  logger,
  log,
}: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly egress: Egress;
  readonly logger: Logger;
  readonly log: ConnectionLog;
}): Socket {
  const dispatcher = dispatcherOf(egress);
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    ...(dispatcher === undefined ? {} : { dispatcher }),
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, timeout: CALL_TIMEOUT_MS, retryConfig: { retries: 0 } },
    },
  });
  const { client } = receiver;
  guardEnvelopes(client, log);
  let connected = false;
  let stopping = false;
  let failures = 0;
  let wake = () => {};

  client.on('connected', () => {
    connected = true;
    failures = 0;
  });
  for (const lost of ['disconnected', 'disconnecting', 'reconnecting', 'close']) {
    client.on(lost, () => {
      connected = false;
    });
  }

  /** Resolves when the connection has ended. */
  async function hold(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      client.once('disconnected', () => resolve());
    });
    const listening = overhearing();
    try {
      await soon(client.start(), CONNECT_WITHIN_MS);
    } catch (error) {
      // Bolt says of a WebSocket that could not be opened only that it could not.
      const silent = error === undefined || error instanceof OutOfTime;
      throw silent ? (listening.heard() ?? error ?? new Error('the connection was closed at once')) : error;
    } finally {
      listening.stop();
    }
    await ended;
  }

  function reasonOf(error: unknown): string | undefined {
    if (slackErrorCode(error) !== undefined) return undefined;
    if (error instanceof Unconnected) return unreached(error.url, error.cause, egress);
    return error instanceof OutOfTime ? error.message : unanswered(error, apiUrl, egress);
  }

  async function keepConnected(first: Promise<void>): Promise<void> {
    let holding = first;
    for (;;) {
      try {
        await holding;
      } catch (error) {
        failures += 1;
        const facts = { variable: VARIABLE, slack: slackErrorCode(error), reason: reasonOf(error), failures };
        if (!stopping) log.warn(facts, 'Socket Mode could not connect, and tries again');
      }
      if (!stopping) await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures));
      if (stopping) return;
      holding = hold();
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, ms).unref();
    });
  }

  return {
    receiver,
    connected: () => connected,
    start: async () => {
      const holding = hold();
      const refused = await Promise.race([
        holding.then(
          () => undefined,
          (error: unknown) => slackErrorCode(error),
        ),
        new Promise<undefined>((resolve) => {
          client.once('connected', () => resolve(undefined));
        }),
      ]);
      if (refused !== undefined && TOKEN_REFUSED.has(refused)) {
        throw new Error(`Slack does not accept ${VARIABLE}: ${refused}`);
      }
      void keepConnected(holding);
    },
    stop: async () => {
      stopping = true;
      wake();
      if (connected) await soon(client.disconnect(), STOP_WITHIN_MS).catch(() => undefined);
    },
  };
}

/** Socket Mode connects by an undici of its own, which knows nothing of what Node's goes through. */
function dispatcherOf({ httpsProxy, noProxy }: Egress): EnvHttpProxyAgent | undefined {
  if (httpsProxy === undefined) return undefined;
  return new EnvHttpProxyAgent({ httpProxy: '', httpsProxy, noProxy: [noProxy, ...LOOPBACK].join(',') });
}

/** The connection that could not be made. */
class Unconnected extends Error {
  override readonly name = 'Unconnected';
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super('a connection could not be made', { cause });
    this.url = url;
  }
}

class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

const failedConnection = z.object({
  connectParams: z.object({ protocol: z.string(), host: z.string() }),
  error: z.unknown(),
});

/** The last connection that undici could not make from now on: its WebSocket does not say why it failed. */
function overhearing(): { readonly heard: () => Unconnected | undefined; readonly stop: () => void } {
  let heard: Unconnected | undefined;
  const listen = (message: unknown) => {
    const failed = failedConnection.safeParse(message).data;
    if (failed === undefined) return;
    const { protocol, host } = failed.connectParams;
    heard = new Unconnected(`${protocol}//${host}`, failed.error);
  };
  subscribe('undici:client:connectError', listen);
  return { heard: () => heard, stop: () => void unsubscribe('undici:client:connectError', listen) };
}

async function soon(work: Promise<unknown>, ms: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new OutOfTime('no answer in time')), ms);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
