import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Instant } from '../../domain/time.ts';
import { createDelivery } from './delivery.ts';
import { createFaults, type Fault } from './faults.ts';
import { PROXY_PAGE, readBody, sendJson, sendText } from './http.ts';
import { parseJson } from './json.ts';
import { readManifest } from './manifest.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { createUploads } from './methods/files.ts';
import { type Method, method, refuse } from './methods/method.ts';
import { peopleMethods } from './methods/people.ts';
import { createRates } from './methods/rates.ts';
import { viewMethods } from './methods/views.ts';
import { CHANNELS, type Channel, type Grid, HOME, PEOPLE, type Person, USER_GROUPS, type UserGroup } from './people.ts';
import { createResponseUrls, type ResponseUrls } from './response-urls.ts';
import { createSocketMode } from './socket-mode.ts';
import { createTriggers } from './triggers.ts';
import { createVerbs } from './verbs.ts';
import { type Call, createWebApi } from './web-api.ts';
import { createWorkspace, type MessageFilter } from './workspace.ts';

export interface SlackOptions {
  readonly port?: number;
  /** What stands in the addresses that it gives away, when others reach it by another one than its own. */
  readonly publicUrl?: string;
  /** The clock of messages, limits and `response_url`s. */
  readonly now: () => Instant;
  /** The clock of signatures and triggers, which the app compares with its machine's own. */
  readonly wallNow?: () => Instant;
  readonly manifestPath: string;
  /** Where commands, clicks and events go when no app is connected by Socket Mode. */
  readonly appUrl?: string;
  readonly people?: readonly Person[];
  readonly channels?: readonly Channel[];
  readonly userGroups?: readonly UserGroup[];
  readonly signingSecret?: string;
  readonly botToken?: string;
  readonly appToken?: string;
  /** Requests then name workspaces and organisations as they do there. */
  readonly grid?: Grid;
  readonly enforceRates?: boolean;
  /** How long each Web API call and `response_url` takes. */
  readonly latencyMs?: number;
}

export type Slack = Awaited<ReturnType<typeof startSlack>>;

/** A Slack for one app on 127.0.0.1: what the app sends lands here, checked; what people do goes there, signed. */
export async function startSlack(options: SlackOptions) {
  const { now, wallNow = Date.now, latencyMs = 0 } = options;
  const signingSecret = options.signingSecret ?? randomBytes(16).toString('hex');
  const botToken = options.botToken ?? 'xoxb-sandbox-bot';
  const appToken = options.appToken ?? 'xapp-sandbox-app';
  let { appUrl } = options;
  let url = '';
  const reachedAt = () => options.publicUrl ?? url;

  const manifest = readManifest(options.manifestPath);
  const workspace = createWorkspace({
    now,
    people: options.people ?? PEOPLE,
    channels: options.channels ?? CHANNELS,
    userGroups: options.userGroups ?? USER_GROUPS,
    grid: options.grid,
  });
  const faults = createFaults();
  const triggers = createTriggers(wallNow);
  const responseUrls = createResponseUrls(workspace, reachedAt);
  const socketMode = createSocketMode(reachedAt);
  const deliver = createDelivery({ appUrl: () => appUrl, signingSecret, socketMode, wallNow });
  const verbs = createVerbs({ workspace, manifest, deliver, responseUrls, triggers });
  const uploads = createUploads(workspace, reachedAt);
  const api = createWebApi({
    methods: {
      ...chatMethods(workspace, manifest),
      ...peopleMethods(workspace, manifest),
      ...conversationMethods(workspace, manifest),
      ...viewMethods(workspace, triggers),
      ...uploads.methods,
      'apps.connections.open': connectionsOpen(socketMode.open),
    },
    manifest,
    faults,
    tokens: { bot: botToken, app: appToken },
    ...(options.enforceRates === false ? {} : { rates: createRates(now) }),
    latencyMs,
    now,
  });

  const inFlight = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const work: Promise<void> = route(request, response)
      .catch(() => void response.destroy())
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  });
  server.on('upgrade', socketMode.upgrade);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, place, name = ''] = new URL(request.url ?? '/', url).pathname.split('/');
    if (place === 'api') return api.handle(name, request, response);
    if (place === 'response' && request.method === 'POST') {
      return respond({ responseUrls, fault: faults.take('response_url'), latencyMs, id: name }, request, response);
    }
    if (place === 'upload' && request.method === 'POST') {
      const taken = uploads.take(name, await readBody(request));
      return sendText(response, taken ? 200 : 400, taken ? 'OK' : 'not what was announced');
    }
    sendText(response, 404, 'not here');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

  return {
    ...verbs,
    url,
    apiUrl: `${url}/api/`,
    signingSecret,
    botToken,
    appToken,
    teamId: HOME.teamId,
    manifest,
    faults,
    socketMode,
    people: workspace.people,
    channels: workspace.channels,
    /** From now on, commands, clicks and events go there. */
    connect(to: string): void {
      appUrl = to;
    },
    /** An address to answer to, as a command or click of this person in this channel carries it. */
    newResponseUrl: responseUrls.give,
    /** Everything that landed, oldest first. */
    messages: (filter?: MessageFilter) => workspace.messages(filter),
    /** The files that were uploaded, by name. */
    files: uploads.contents,
    homes: workspace.homes,
    views: workspace.modals,
    /** What the app did wrong: limits of Block Kit, late acks, misused addresses. */
    violations: workspace.violations,
    /** Every call of the Web API; `args` are as they came. */
    calls: (of?: string): readonly Call[] => api.calls.filter((call) => of === undefined || call.method === of),
    onChange: workspace.onChange,
    /** Resolves with the first answer of `look` that is not `undefined`; looks again whenever anything changes. */
    until: <T>(look: () => T | undefined, withinMs = 5000) => until(workspace.onChange, look, withinMs),
    /** Resolves when no call of the app is being worked on any more, also none that the app has given up. */
    async idle(): Promise<void> {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
    /** Changes somebody: a guest from now on, deactivated, another email. */
    changePerson(id: string, change: Partial<Person>): void {
      const person = workspace.people.get(id);
      if (person !== undefined) workspace.people.set(id, { ...person, ...change });
    },
    /** From now on this Slack does not know these types of block; `unnamed`: it does not even say which. */
    refuseBlocks(types: readonly string[], how: 'named' | 'unnamed' = 'named'): void {
      workspace.unknownBlocks.clear();
      for (const type of types) workspace.unknownBlocks.set(type, how);
    },
    /** Somebody comes to the workspace. */
    addPerson(person: Person): void {
      workspace.people.set(person.id, person);
    },
    /** Changes a channel: archived, without the app, with a guest. */
    changeChannel(id: string, change: Partial<Channel>): void {
      const channel = workspace.channels.get(id);
      if (channel !== undefined) workspace.channels.set(id, { ...channel, ...change });
    },
    async stop(): Promise<void> {
      socketMode.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function connectionsOpen(open: () => string | undefined): Method {
  return method({
    scopes: [],
    tier: 'unlimited',
    token: 'app',
    args: z.object({}),
    run() {
      const address = open();
      return address === undefined ? refuse('link_disabled') : { ok: true, url: address };
    },
  });
}

/** A post to a `response_url`. */
async function respond(
  given: {
    readonly responseUrls: ResponseUrls;
    readonly fault: Fault | undefined;
    readonly latencyMs: number;
    readonly id: string;
  },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { responseUrls, fault, id } = given;
  const body = parseJson(await readBody(request));
  const wait = given.latencyMs + (fault?.kind === 'delay' ? fault.ms : 0);
  await new Promise((resolve) => setTimeout(resolve, wait));
  if (fault?.kind === 'cut') return void request.socket.destroy();
  if (fault?.kind === 'error') return sendText(response, 404, fault.error);
  if (fault?.kind === 'refused-with-200') return sendJson(response, 200, { ok: false, error: fault.error });
  if (fault?.kind === 'html') return sendText(response, 502, PROXY_PAGE);
  if (fault?.kind === 'redirect') return void response.writeHead(302, { location: fault.to }).end();
  if (fault?.kind === 'rate-limited-untold') return sendJson(response, 429, { ok: false });
  if (fault?.kind === 'status') return sendText(response, fault.status, 'upstream connect error');
  if (fault?.kind === 'rate-limited') {
    return sendJson(response, 429, { ok: false }, { 'retry-after': String(fault.retryAfterSeconds) });
  }
  const used = responseUrls.use(id, body);
  if (fault?.kind === 'accept-and-cut' || fault?.kind === 'accept-and-break-off') return void request.socket.destroy();
  if (fault?.kind === 'accept-late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  sendText(response, used.status, used.body);
}

async function until<T>(
  onChange: (listener: () => void) => () => void,
  look: () => T | undefined,
  withinMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      stop();
      act();
    };
    const check = () => {
      const found = look();
      if (found !== undefined) settle(() => resolve(found));
    };
    const timer = setTimeout(
      () => settle(() => reject(new Error(`nothing of the kind within ${withinMs} ms: ${look.toString()}`))),
      withinMs,
    );
    const stop = onChange(check);
    check();
  });
}
