import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, LogLevel, webApi } from '@slack/bolt';
import type { Egress } from '../domain/unreached.ts';
import { listen } from './commands.ts';
import type { Feature } from './feature.ts';
import type { Handle } from './handle.ts';
import type { Workspace } from './people/people.ts';
import { boltLogger, type ConnectionLog } from './wire/bolt-log.ts';
import { type OnCall, observedClient } from './wire/client.ts';
import { createSignedDoor, type RefusedWhy } from './wire/signed-request.ts';
import { slackErrorCode, unanswered } from './wire/slack-error.ts';
import { createSocket } from './wire/socket.ts';

export interface SlackConnection {
  /** For whoever waits for an answer: a rate limit is an error at once. */
  readonly client: webApi.WebClient;
  /** For posts that must not be made twice: what was not answered is never sent again by itself. */
  readonly onceClient: webApi.WebClient;
  /** The workspace that the bot token belongs to. */
  readonly workspace: Workspace;
  readonly botUserId: string;
  /** The scopes that the bot token has. */
  readonly scopes: readonly string[];
  /** Where HTTP requests of Slack go; absent in Socket Mode. */
  readonly requestListener: RequestListener | undefined;
  listen(features: readonly Feature[], handle: Handle): void;
  /** In Socket Mode, connects; over HTTP the door does. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether Socket Mode is connected; nothing over HTTP. */
  readonly connected: () => boolean | undefined;
  /** Why Slack cannot be worked with at this moment, in a word; nothing when it can. */
  trouble(): Promise<string | undefined>;
}

const CALL_TIMEOUT_MS = 10_000;
/** Somebody waits: what passes in a moment is asked again at once. */
const RETRIES = { retries: 2, minTimeout: 250 } as const;
/** Slack's largest payloads are views, 250 kB. */
const BODY_LIMIT = '1mb';

/**
 * Connects Bolt, over HTTP or in Socket Mode, with the same listeners for both.
 *
 * @throws an error whose message tells the operator what to correct, when Slack refuses the bot token or is not there
 */
export async function connectSlack({
  botToken,
  signingSecret,
  appToken,
  apiUrl,
  egress,
  callTimeoutMs = CALL_TIMEOUT_MS,
  log,
  onCall,
  onRefused,
}: {
  readonly botToken: string;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  readonly apiUrl: string;
  /** How connections leave this machine. */
  readonly egress: Egress;
  /** How long one request to Slack may take. */
  readonly callTimeoutMs?: number | undefined;
  readonly log: ConnectionLog;
  readonly onCall?: OnCall | undefined;
  readonly onRefused?: ((why: RefusedWhy) => void) | undefined;
}): Promise<SlackConnection> {
  const logger = boltLogger(log);
  const options = { slackApiUrl: apiUrl, timeout: callTimeoutMs, allowAbsoluteUrls: false, logger };
  const client = observedClient(botToken, onCall, {
    ...options,
    retryConfig: RETRIES,
    rejectRateLimitedCalls: true,
  });
  const onceClient = observedClient(botToken, onCall, {
    ...options,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const me = await introduced(client, apiUrl, egress);
  const authorization = { botToken, botId: me.bot_id ?? '', botUserId: me.user_id ?? '' };

  const socket =
    appToken === undefined
      ? undefined
      : createSocket({ appToken, apiUrl, egress, logger: boltLogger(log, 'SLACK_APP_TOKEN'), log });
  const http =
    socket === undefined
      ? // The door before it has checked the signature, and once is enough.
        new HTTPReceiver({ signingSecret: '', signatureVerification: false, logger, bodyLimit: BODY_LIMIT })
      : undefined;
  const receiver = socket?.receiver ?? http;
  const app = new App({
    ...(receiver === undefined ? {} : { receiver }),
    authorize: async () => authorization,
    convoStore: false,
    clientOptions: { ...options, retryConfig: RETRIES },
    logger,
    logLevel: LogLevel.WARN,
  });
  app.error(async (error) => log.error({ err: error }, 'slack listener failed'));

  /** A token that Slack has accepted at the start may be revoked any day. */
  async function trouble(): Promise<string | undefined> {
    if (socket !== undefined && !socket.connected()) return 'not connected (SLACK_APP_TOKEN)';
    try {
      await onceClient.auth.test();
      return undefined;
    } catch (error) {
      const code = slackErrorCode(error);
      if (code === undefined) return error instanceof webApi.WebAPIRateLimitedError ? undefined : 'no answer';
      log.error({ variable: 'SLACK_BOT_TOKEN', slack: code }, 'Slack does not accept the bot token any more');
      return 'SLACK_BOT_TOKEN is refused';
    }
  }

  return {
    client,
    onceClient,
    workspace: { teamId: me.team_id ?? '', enterpriseId: me.enterprise_id },
    botUserId: authorization.botUserId,
    scopes: me.response_metadata?.scopes ?? [],
    requestListener:
      http &&
      createSignedDoor({
        bolt: http.requestListener,
        signingSecret: signingSecret ?? '',
        now: Date.now,
        log,
        onRefused,
      }),
    listen: (features, handle) => listen(app, features, handle),
    start: async () => {
      await socket?.start();
    },
    stop: async () => {
      await socket?.stop();
    },
    trouble,
    connected: () => socket?.connected(),
  };
}

async function introduced(client: webApi.WebClient, apiUrl: string, egress: Egress): Promise<webApi.AuthTestResponse> {
  try {
    return await client.auth.test();
  } catch (error) {
    const refusal = slackErrorCode(error);
    if (refusal !== undefined) throw new Error(`Slack does not accept SLACK_BOT_TOKEN: ${refusal}`);
    throw new Error(`Slack cannot be reached: ${unanswered(error, apiUrl, egress)}`);
  }
}
