/** What goes wrong with a request instead of its answer. */
export type Fault =
  /** Refused with this status; `retryAfter` in seconds, written as such or as an HTTP date. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: { readonly seconds: number; readonly as: 'seconds' | 'date' };
      /** Instead of the body that goes with the status; a string is sent as it is. */
      readonly body?: unknown;
    }
  /** Answered, but late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Never answered. */
  | { readonly kind: 'hang' }
  /** The connection is cut before an answer. */
  | { readonly kind: 'reset' }
  /** The connection is cut in the middle of the answer. */
  | { readonly kind: 'half-body' }
  /** 200 with a body that is said to be compressed, and does not decompress. */
  | { readonly kind: 'garbled'; readonly encoding: 'gzip' | 'deflate' | 'br' | 'zstd' }
  /** 200 with a page instead of JSON, as a proxy in between would send. */
  | { readonly kind: 'not-json' };

export interface FaultRule {
  /** Part of, or a pattern for, `METHOD /path`, such as `POST /oauth/token` or `/analytics/agents/`. */
  readonly match: string | RegExp;
  readonly fault: Fault;
  /** How many requests it spoils; default 1. */
  readonly times?: number;
}

/** Goes wrong on command, so that a test can say what happens to the next requests. */
export interface Faults {
  /** Rules of the same request are used up one after the other. */
  readonly next: (rule: FaultRule) => void;
  /** Late answers of every endpoint, in milliseconds. */
  readonly latency: (ms: number) => void;
  /** Forgets all rules and the latency. */
  readonly clear: () => void;
  /** The fault of this request, which is thereby used up. */
  readonly take: (method: string, path: string) => Fault | undefined;
  readonly latencyMs: () => number;
}

export function createFaults(latencyMs: number): Faults {
  const rules: { readonly rule: FaultRule; left: number }[] = [];
  let latency = latencyMs;
  return {
    next: (rule) => rules.push({ rule, left: rule.times ?? 1 }),
    latency: (ms) => {
      latency = ms;
    },
    clear() {
      rules.length = 0;
      latency = latencyMs;
    },
    take(method, path) {
      const line = `${method} ${path}`;
      const found = rules.find(({ rule, left }) => left > 0 && matches(rule.match, line));
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.rule.fault;
    },
    latencyMs: () => latency,
  };
}

function matches(match: string | RegExp, line: string): boolean {
  return typeof match === 'string' ? line.includes(match) : line.search(match) >= 0;
}
