import type { Instant } from '../domain/time.ts';
import type { AlertLog } from './ports.ts';
import { readRule, type Stored, writeRule } from './record.ts';
import type { AlertRule, RuleDraft } from './rules/rule.ts';

/** Where something of each rule is kept, by key. Rejects when it cannot answer. */
export interface Shelf<T> {
  get(key: string): Promise<T | undefined>;
  set(key: string, value: T, ttlMs?: number): Promise<void>;
  delete(key: string): Promise<boolean>;
  entries(): AsyncGenerator<readonly [key: string, value: T], void>;
}

export interface KeptRules {
  /** In the order in which they were made. */
  readonly all: () => Promise<readonly AlertRule[]>;
  readonly get: (id: string) => Promise<AlertRule | undefined>;
  add(draft: RuleDraft): Promise<AlertRule>;
  /** Nothing: there is no such rule any more. */
  change(id: string, change: Partial<Omit<AlertRule, 'id' | 'madeAt'>>): Promise<AlertRule | undefined>;
  remove(id: string): Promise<AlertRule | undefined>;
  /** How many there are that this release cannot read. */
  readonly unreadable: () => Promise<number>;
}

/** Where the rules are. */
export interface RuleShelf extends Shelf<Stored> {
  /** How many entries nobody can read: damaged, or of another key. */
  readonly unreadable: () => Promise<number>;
}

/** The rules that are kept, one entry each. */
export function createKeptRules({
  shelf,
  random,
  now,
  log,
}: {
  readonly shelf: RuleShelf;
  readonly random: () => number;
  readonly now: () => Instant;
  readonly log: AlertLog;
}): KeptRules {
  const unreadable = new Set<string>();
  /** Ids sort by the time they were made. */
  const newId = () =>
    now().toString(36) +
    Math.floor(random() * 36 ** 4)
      .toString(36)
      .padStart(4, '0');

  async function put(rule: AlertRule): Promise<AlertRule> {
    await shelf.set(rule.id, writeRule(rule));
    return rule;
  }

  function read(id: string, stored: Stored | undefined): AlertRule | undefined {
    if (stored === undefined) return undefined;
    const rule = readRule(stored);
    if (rule === undefined && !unreadable.has(id)) {
      unreadable.add(id);
      log.error({ rule: id, version: stored.version }, 'an alert cannot be read by this release; it is left alone');
    }
    return rule;
  }

  const get = async (id: string) => read(id, await shelf.get(id));

  return {
    get,
    all: async () => {
      const found: AlertRule[] = [];
      for await (const [id, stored] of shelf.entries()) {
        const rule = read(id, stored);
        if (rule !== undefined) found.push(rule);
      }
      return found.sort((one, other) => (one.id < other.id ? -1 : 1));
    },
    unreadable: async () => {
      let count = await shelf.unreadable();
      for await (const [, stored] of shelf.entries()) if (readRule(stored) === undefined) count += 1;
      return count;
    },
    add: (draft) => put({ ...draft, id: newId(), state: 'on', madeAt: now(), changedAt: now() }),
    change: async (id, change) => {
      const rule = await get(id);
      return rule === undefined ? undefined : put({ ...rule, ...change });
    },
    remove: async (id) => {
      const rule = await get(id);
      return (await shelf.delete(id)) ? rule : undefined;
    },
  };
}
