import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ExitCode, Terminal } from './terminal.ts';

const MANIFEST_FILE = new URL('../../manifest.yml', import.meta.url);
/** Where the app listens, in the manifest as it is kept. */
const PLACEHOLDER = 'https://example.com';

const USAGE = `Prints the manifest of the Slack app, ready to paste where Slack creates an app from a manifest.

  npm run -s manifest -- --socket                    Socket Mode: the app needs no public address
  npm run -s manifest -- --host floor.example.org    HTTP: Slack sends everything to this host`;

/** How Slack reaches the app. */
type Reach =
  | { readonly kind: 'socket' }
  | { readonly kind: 'http'; readonly baseUrl: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly sentence: string };

/** `npm run manifest`: the manifest for one way of reaching the app, with nothing left to fill in. */
export function manifestCommand(args: readonly string[], terminal: Terminal): ExitCode {
  const reach = readReach(args);
  switch (reach.kind) {
    case 'help':
      terminal.print(USAGE);
      return 0;
    case 'problem':
      terminal.complain(`manifest: ${reach.sentence}\n\n${USAGE}`);
      return 2;
    case 'socket':
    case 'http':
      terminal.print(manifestFor(reach, readFileSync(MANIFEST_FILE, 'utf8')).trimEnd());
      return 0;
    default:
      return reach satisfies never;
  }
}

/**
 * The manifest is changed line by line, so that its comments stay: they say which scopes can be added.
 *
 * @param template the manifest for the address `https://example.com`
 */
function manifestFor(reach: Extract<Reach, { kind: 'socket' | 'http' }>, template: string): string {
  // The first line tells how to do by hand what is done here.
  const [, ...lines] = template.split('\n');
  const body = lines.join('\n');
  if (reach.kind === 'http') return body.replaceAll(PLACEHOLDER, () => reach.baseUrl);
  const withoutAddresses = lines.filter((line) => !line.includes(PLACEHOLDER)).join('\n');
  return withoutAddresses.replace('socket_mode_enabled: false', 'socket_mode_enabled: true');
}

function readReach(args: readonly string[]): Reach {
  try {
    const options = { socket: { type: 'boolean' }, host: { type: 'string' }, help: { type: 'boolean' } } as const;
    const { socket, host, help } = parseArgs({ args: [...args], options }).values;
    if (help === true) return { kind: 'help' };
    if (socket === true && host !== undefined) return problem('either --socket or --host, not both');
    if (socket === true) return { kind: 'socket' };
    return host === undefined ? problem('how does Slack reach the app: --socket or --host?') : readHost(host);
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @example readHost('floor.example.org') //=> { kind: 'http', baseUrl: 'https://floor.example.org' }
 * @example readHost('https://example.org/floor/') // the path is the proxy's to strip
 */
function readHost(host: string): Reach {
  const address = host.includes('://') ? host : `https://${host}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.hostname === '') return problem(`"${host}" is not a host such as floor.example.org`);
  if (url.protocol !== 'https:') return problem(`Slack calls https addresses only, not "${host}"`);
  if (url.username !== '' || url.password !== '') return problem('a host has no user and no password');
  if (url.search !== '' || url.hash !== '') return problem('a host has nothing behind ? or #');
  const path = url.pathname.replace(/\/+$/, '').replace(/\/slack\/events$/, '');
  return { kind: 'http', baseUrl: `${url.origin}${path}` };
}

function problem(sentence: string): Reach {
  return { kind: 'problem', sentence };
}
