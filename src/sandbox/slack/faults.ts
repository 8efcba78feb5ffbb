import type { JsonObject } from './json.ts';

/** What goes wrong with a call of the app to Slack. */
export type Fault =
  /** `ok: false` with this error; nothing happens. */
  | { readonly kind: 'error'; readonly error: string; readonly details?: readonly string[] }
  /** The same of a `response_url`, with the status of success. */
  | { readonly kind: 'refused-with-200'; readonly error: string }
  /** A page of a proxy in the place of an answer. */
  | { readonly kind: 'html' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Too many, and no word of how long to wait. */
  | { readonly kind: 'rate-limited-untold' }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'status'; readonly status: number }
  /** Slack is slow: it thinks first and acts after. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Slack acts at once, and the answer is late. */
  | { readonly kind: 'accept-late'; readonly ms: number }
  /** Slack acts, and the connection breaks before the answer. */
  | { readonly kind: 'accept-and-cut' }
  /** Slack acts, and its answer ends in the middle. */
  | { readonly kind: 'accept-and-break-off' }
  /** The connection breaks before anything happens. */
  | { readonly kind: 'cut' };

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  const waiting: {
    readonly method: string;
    readonly fault: Fault;
    readonly where: JsonObject;
    left: number;
  }[] = [];
  const met = new Map<string, number>();
  return {
    /**
     * The next calls of a Web API method, of `response_url`, or of whatever comes (`*`) go wrong like this.
     *
     * @param where only those that have these arguments, e.g. `{ channel: 'C0FLOOR' }`
     */
    next(method: string, fault: Fault, times = 1, where: JsonObject = {}): void {
      waiting.push({ method, fault, where, left: times });
    },
    clear(): void {
      waiting.length = 0;
      met.clear();
    },
    /** How many calls of a method (or of whatever came: `*`) went wrong since `clear`. */
    met: (method: string): number => met.get(method) ?? 0,
    take(method: string, args: JsonObject = {}): Fault | undefined {
      const found = waiting.find(
        (one) =>
          one.left > 0 &&
          (one.method === method || one.method === '*') &&
          Object.entries(one.where).every(([name, value]) => args[name] === value),
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      met.set(found.method, (met.get(found.method) ?? 0) + 1);
      return found.fault;
    },
  };
}
