import type { Config } from '../../config.ts';
import { SourceError } from '../../reports/ports.ts';
import { connectGenesys } from '../connections.ts';
import { ASSUMPTIONS, type Assumption, type Bench, type Seen } from './assumptions.ts';

/** Read-only requests, the login apart: the organisation's other integrations need their share. */
export const MOST_REQUESTS = 40;

class OutOfBudget extends Error {}

/** Tries each of them, one after the other. Nothing is changed, and nothing is kept. */
export async function probe(config: Config, now: number): Promise<readonly Assumption[]> {
  let left = MOST_REQUESTS;
  const genesys = connectGenesys(config);
  const bench: Bench = {
    now,
    apiUrl: config.genesys.apiUrl,
    async ask(call) {
      left -= 1;
      if (left < 0) throw new OutOfBudget();
      return genesys.request(call);
    },
  };
  try {
    const found: Assumption[] = [];
    for (const [what, look] of ASSUMPTIONS) found.push({ what, ...(await look(bench).catch(unseen)) });
    return found;
  } finally {
    genesys.stop();
  }
}

function unseen(error: unknown): Seen {
  if (error instanceof OutOfBudget) return { verdict: 'cannot tell', detail: 'the budget of requests was used up' };
  if (!(error instanceof SourceError)) throw error;
  const missing = error.missingPermissions.length > 0 ? `, without ${error.missingPermissions.join(' or ')}` : '';
  return { verdict: 'cannot tell', detail: `Genesys Cloud did not answer (${error.message}${missing})` };
}

/** A line for each, and what to put into `.env`. */
export function assumptionsText(found: readonly Assumption[]): string {
  const lines = found.map(({ what, verdict, detail }) => `${verdict.padEnd(13)}  ${what}: ${detail}.`);
  const env = strictest(found.flatMap((each) => each.env ?? []));
  return [
    ...lines,
    ...(env.length === 0 ? [] : ['', 'For .env, so that the app need not find out by itself:', ...env]),
  ].join('\n');
}

/** Of several values of one variable, the smallest. */
function strictest(lines: readonly string[]): readonly string[] {
  const values = new Map<string, number>();
  for (const line of lines) {
    const [name = '', value = ''] = line.split('=');
    values.set(name, Math.min(values.get(name) ?? Infinity, Number(value)));
  }
  return [...values].map(([name, value]) => `${name}=${value}`);
}
