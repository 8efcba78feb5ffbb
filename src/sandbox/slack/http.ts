import type { IncomingMessage, ServerResponse } from 'node:http';

/** What something between Slack and the app answers with. */
export const PROXY_PAGE = '<html><body><h1>502 Bad Gateway</h1></body></html>';

const MOST_BYTES = 1_000_000;

/** The body of a request as text. @throws when it is larger than a megabyte or the sender went away */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error('the body is larger than a megabyte');
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

export function sendText(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(body);
}
