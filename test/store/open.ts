import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreUse } from '../../src/store/store.ts';

export interface Logged {
  readonly level: 'info' | 'warn';
  readonly facts: object;
  readonly message: string;
}

/** A log that remembers what was said. */
export function listeningLog() {
  const lines: Logged[] = [];
  return {
    lines,
    info: (facts: object, message: string) => void lines.push({ level: 'info', facts, message }),
    warn: (facts: object, message: string) => void lines.push({ level: 'warn', facts, message }),
  };
}

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a store that is closed when the test ends. */
export async function openForTest(
  url: string,
  options: Partial<Pick<StoreUse, 'key' | 'deployment' | 'as'>> & {
    readonly now?: () => number;
    readonly log?: ReturnType<typeof listeningLog>;
  } = {},
): Promise<Store> {
  const store = await openStore({
    ...options,
    url,
    now: options.now ?? Date.now,
    log: options.log ?? listeningLog(),
  });
  onTestFinished(() => store.close());
  return store;
}

/** All that an iteration gives, in its order. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
