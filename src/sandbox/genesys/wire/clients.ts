import { createHash } from 'node:crypto';
import type { Instant } from '../../../domain/time.ts';
import { authenticationRequired, badCredentials, type Refusal, tooManyRequests } from './refusal.ts';

/** An OAuth client with the grant type client credentials. */
export interface ClientSettings {
  readonly id: string;
  readonly secret: string;
  /** Exact permissions such as `analytics:agentState:view`; `all` is every one there is. */
  readonly permissions: readonly string[] | 'all';
  /** Ids of the divisions whose data it sees. Default all. */
  readonly divisionIds?: readonly string[] | 'all';
  /** Lifetime of its tokens. Default 24 hours, as in Genesys Cloud. */
  readonly expiresInSeconds?: number;
}

/** Who asks, and what they may. */
export interface Client {
  readonly id: string;
  readonly may: (permission: string) => boolean;
  readonly sees: (divisionId: string) => boolean;
}

/** The token endpoint's answer: its errors have a shape of their own. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

export interface Clients {
  readonly issue: (authorization: string | undefined, contentType: string | undefined, form: string) => TokenAnswer;
  /** @throws Refusal when the header holds no valid token */
  readonly authenticate: (authorization: string | undefined) => Client;
  /** Counts a request of this client; a refusal when it had more than it may in a minute. */
  readonly admit: (client: Client) => Refusal | undefined;
  /** Makes every token that was issued worthless. */
  readonly revokeAll: () => void;
}

const DAY_SECONDS = 86_400;
const MINUTE = 60_000;

export function createClients(options: {
  readonly settings: readonly ClientSettings[];
  readonly now: () => Instant;
  readonly seed: string;
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
}): Clients {
  const { settings, now, seed } = options;
  const tokens = new Map<string, { readonly settings: ClientSettings; readonly expiresAt: Instant }>();
  const requests = createWindow(options.requestsPerMinute, now);
  const tokenRequests = createWindow(options.tokensPerMinute, now);
  let issued = 0;

  return {
    issue(authorization, contentType, form) {
      const parameters = new URLSearchParams(form);
      if (contentType?.startsWith('application/x-www-form-urlencoded') !== true) {
        return tokenError(400, 'invalid_request', 'content type must be application/x-www-form-urlencoded');
      }
      const [id, secret] = basicCredentials(authorization) ?? [];
      if (id === undefined)
        return tokenError(400, 'invalid_request', 'client credentials must be sent as Basic authorization');
      const client = settings.find((candidate) => candidate.id === id);
      if (client === undefined) {
        return {
          status: 400,
          body: { error: 'invalid_client', description: 'client not found', error_description: 'client not found' },
        };
      }
      if (client.secret !== secret) return tokenError(401, 'invalid_client', 'authentication failed');
      if (parameters.get('grant_type') !== 'client_credentials') {
        return tokenError(
          400,
          'unsupported_grant_type',
          `grant type ${parameters.get('grant_type') ?? ''} is not supported`,
        );
      }
      const wait = tokenRequests(client.id);
      if (wait !== undefined) {
        return { ...tokenError(429, 'rate_limit_exceeded', 'too many token requests'), retryAfterSeconds: wait };
      }
      issued += 1;
      const token = createHash('sha256').update(`${seed}/${client.id}/${issued}`).digest('base64url');
      const lifetime = client.expiresInSeconds ?? DAY_SECONDS;
      tokens.set(token, { settings: client, expiresAt: now() + lifetime * 1000 });
      return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: lifetime } };
    },
    authenticate(authorization) {
      const token = /^bearer (.+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw authenticationRequired();
      const found = tokens.get(token);
      if (found === undefined || found.expiresAt <= now()) throw badCredentials();
      return asClient(found.settings);
    },
    admit(client) {
      const wait = requests(client.id);
      return wait === undefined ? undefined : tooManyRequests(wait);
    },
    revokeAll: () => tokens.clear(),
  };
}

function asClient({ id, permissions, divisionIds = 'all' }: ClientSettings): Client {
  return {
    id,
    may: (permission) => permissions === 'all' || permissions.includes(permission),
    sees: (divisionId) => divisionIds === 'all' || divisionIds.includes(divisionId),
  };
}

function tokenError(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, description } };
}

function basicCredentials(authorization: string | undefined): readonly [string, string] | undefined {
  const encoded = /^basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [id, secret.join(':')];
}

/** Counts per key in windows of a minute; gives the seconds to wait once the window is full. */
function createWindow(most: number, now: () => Instant): (key: string) => number | undefined {
  const windows = new Map<string, { readonly endsAt: Instant; count: number }>();
  return (key) => {
    let window = windows.get(key);
    if (window === undefined || window.endsAt <= now()) {
      window = { endsAt: now() + MINUTE, count: 0 };
      windows.set(key, window);
    }
    window.count += 1;
    return window.count > most ? Math.max(1, Math.ceil((window.endsAt - now()) / 1000)) : undefined;
  };
}
