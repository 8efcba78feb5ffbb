import { isObject } from '../../../src/sandbox/slack/json.ts';
import type { Slack } from '../../../src/sandbox/slack/slack.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls the Web API as an app does: a form, JSON inside fields, a bearer token. */
export async function call(
  slack: Slack,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
  token: string | null = slack.botToken,
): Promise<Reply> {
  const fields = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields),
  });
  const body: unknown = await response.json();
  if (!isObject(body)) throw new Error(`${method} answered no JSON object`);
  return { status: response.status, headers: response.headers, body };
}
