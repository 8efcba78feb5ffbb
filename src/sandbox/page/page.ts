import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { readBody } from '../slack/http.ts';
import { parseJson } from '../slack/json.ts';
import { HOME } from '../slack/people.ts';
import type { Slack } from '../slack/slack.ts';
import { perform, request } from './acts.ts';
import { HEADERS, isFromHere } from './guard.ts';
import { listenFrom } from './listen.ts';
import { personasOf, suggestionsOf } from './personas.ts';
import { renderShell } from './shell.ts';
import { show } from './timeline.ts';
import { type Trouble, troubleAsked } from './troubles.ts';

/** Where one asks: the path, and who looks at which place. */
interface Asked {
  readonly pathname: string;
  readonly as: string;
  readonly place: string;
}

interface Reply {
  readonly type: string;
  readonly body: string;
}

/** The page that looks like a Slack channel, on 127.0.0.1 and nowhere else; on the next port when its own is taken. */
export async function startPage(given: {
  readonly slack: Slack;
  readonly port?: number;
  readonly now: () => number;
  /** Does this to Genesys Cloud; without it the page does not offer it. */
  readonly makeTrouble?: (trouble: Trouble) => void;
}) {
  const { slack, now } = given;
  const files = assets();
  const personas = personasOf(slack);
  const watching = new Set<ServerResponse>();
  const stopWatching = slack.onChange(() => {
    for (const watcher of watching) watcher.write('data: changed\n\n');
  });

  const server = createServer((incoming, response) => {
    route(incoming, response).catch((error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error);
      send(response, 400, json({ problem }));
    });
  });

  async function route(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isFromHere(incoming)) return send(response, 403, plain('This page answers only to itself.'));
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    if (incoming.method === 'POST' && pathname === '/act') {
      return send(response, 200, json(await perform(slack, request.parse(parseJson(await readBody(incoming))))));
    }
    if (incoming.method === 'POST' && pathname === '/trouble') {
      given.makeTrouble?.(troubleAsked.parse(parseJson(await readBody(incoming))).trouble);
      return send(response, 200, json({}));
    }
    if (incoming.method !== 'GET') return send(response, 405, plain('Not like this.'));
    if (pathname === '/changes') return watch(response);
    const found = look({ pathname, as: searchParams.get('as') ?? '', place: searchParams.get('in') ?? '' });
    send(response, found === undefined ? 404 : 200, found ?? plain('Not here.'));
  }

  function look({ pathname, as, place }: Asked): Reply | undefined {
    switch (pathname) {
      case '/':
        return { type: 'text/html', body: renderShell(personas, given.makeTrouble !== undefined) };
      case '/setup':
        return json({ personas, suggestions: suggestionsOf(slack), app: HOME.botUserId });
      case '/timeline':
        return json(show(slack, as, place, now()));
      default:
        return files.get(pathname);
    }
  }

  function watch(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    watching.add(response);
    response.once('close', () => watching.delete(response));
  }

  const port = await listenFrom(server, given.port ?? 0);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop(): Promise<void> {
      stopWatching();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function send(response: ServerResponse, status: number, { type, body }: Reply): void {
  response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body);
}

function json(value: unknown): Reply {
  return { type: 'application/json', body: JSON.stringify(value) };
}

function plain(body: string): Reply {
  return { type: 'text/plain', body };
}

function assets(): ReadonlyMap<string, Reply> {
  const own = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const library = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
  // By its class, since its id would stand in the page many times.
  const blocks = readFileSync(library, 'utf8').replaceAll('#slack_blocks_to_jsx', '.slack_blocks_to_jsx');
  return new Map([
    ['/page.js', { type: 'text/javascript', body: own('page.js') }],
    ['/first-minute.js', { type: 'text/javascript', body: own('first-minute.js') }],
    ['/page.css', { type: 'text/css', body: own('page.css') }],
    ['/colours.css', { type: 'text/css', body: own('colours.css') }],
    ['/blocks.css', { type: 'text/css', body: blocks }],
  ]);
}
