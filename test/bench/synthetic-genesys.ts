import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { readInterval } from '../../src/genesys/analytics/aggregates.ts';
import { pieces } from '../../src/genesys/analytics/intervals.ts';
import { createRandom } from '../../src/sandbox/genesys/centre/random.ts';

/** Answers any query of aggregates with every group and bucket that it can have, however many that are. */
export interface SyntheticGenesys {
  readonly url: string;
  readonly answered: { readonly path: string; readonly bytes: number }[];
  stop(): Promise<void>;
}

export const MEDIA = ['voice', 'chat', 'email', 'message'] as const;

const query = z.object({
  interval: z.string(),
  granularity: z.string().optional(),
  timeZone: z.string().default('UTC'),
  groupBy: z.array(z.string()).default([]),
  metrics: z.array(z.string()),
});
type Query = z.infer<typeof query>;

/** @param agents how many people there are */
export async function openSyntheticGenesys(agents: number): Promise<SyntheticGenesys> {
  const answered: { path: string; bytes: number }[] = [];
  const known = new Map<string, Buffer>();
  const answerTo = (path: string, body: string): Buffer => {
    const found = known.get(path + body);
    if (found !== undefined) return found;
    const made = Buffer.from(JSON.stringify(path.endsWith('/oauth/token') ? TOKEN : answer(body, agents)));
    known.set(path + body, made);
    return made;
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    text(request).then(
      (body) => {
        const sent = answerTo(path, body);
        answered.push({ path, bytes: sent.length });
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': sent.length }).end(sent);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    answered,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const TOKEN = { access_token: 'bench', token_type: 'bearer', expires_in: 86_400 };

function answer(body: string, agents: number): object {
  const asked = query.parse(JSON.parse(body));
  const buckets = bucketsOf(asked);
  const random = createRandom(asked.interval);
  const users = asked.groupBy.includes('userId')
    ? Array.from({ length: agents }, (_, index) => userId(index))
    : [undefined];
  return {
    results: users.flatMap((user) =>
      MEDIA.map((mediaType) => ({
        group: { mediaType, ...(user === undefined ? {} : { userId: user }) },
        data: buckets.map((interval) => ({
          interval,
          metrics: [...asked.metrics].sort().map((metric) => ({ metric, stats: statsOf(metric, random.whole(1, 40)) })),
        })),
      })),
    ),
  };
}

export function userId(index: number): string {
  return `11111111-aaaa-4bbb-8ccc-${String(index).padStart(12, '0')}`;
}

function bucketsOf({ interval, granularity, timeZone }: Query): readonly string[] {
  const whole = readInterval(interval);
  if (whole === undefined) return [];
  const cut = granularity === 'P1D' ? pieces(whole, { timeZone, granularity: 'day' }, 1) : [whole];
  return cut.map(({ start, end }) => `${new Date(start).toISOString()}/${new Date(end).toISOString()}`);
}

function statsOf(metric: string, count: number): object {
  if (metric.startsWith('n')) return { count };
  return { max: 1_630_513 + count, min: 12_874 + count, count, sum: 245_812 * count + 373 };
}
