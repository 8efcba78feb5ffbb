import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { type Copied, type CopyEnd, copyStore } from '../../store/copy.ts';
import { openBackend } from '../../store/store.ts';
import { StoreError } from '../../store/store-error.ts';
import { readStoreUrl } from '../../store/store-url.ts';
import { deploymentFor } from '../connections.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

const quiet = { info: () => undefined, warn: () => undefined };

/** A copy of the whole store. What is read is left as it is, but for a Redis that is written anew in place. */
export async function copyCommand(
  { from, to }: { readonly from: string; readonly to: string },
  config: Config,
  terminal: Terminal,
): Promise<ExitCode> {
  const target = readTarget(to);
  const belongs = await belongings(config, [from, to]);
  const source = await end(from, 'look', belongs);
  let copied: Copied;
  try {
    const copy = await end(target.url, 'work', belongs);
    try {
      const keys = [config.store.key, config.oldStoreKey].filter((key) => key !== undefined);
      copied = await copyStore({ from: source, to: copy, keys, key: config.store.key });
    } finally {
      await copy.backend.close();
    }
  } finally {
    await source.backend.close();
  }
  target.finish();
  return tell(copied, config, terminal);
}

/** A file that is not whole yet has another name: whoever finds it does not take it for a backup. */
function readTarget(to: string): { readonly url: string; readonly finish: () => void } {
  const place = readStoreUrl(to);
  if (place.kind !== 'sqlite') return { url: to, finish: () => undefined };
  if (existsSync(place.file)) throw new StoreError('open', 'the copy would overwrite a file: name a new one');
  const unfinished = `${place.file}.unfinished`;
  for (const side of ['', '-wal', '-shm']) rmSync(unfinished + side, { force: true });
  return { url: `sqlite:${unfinished}`, finish: () => renameSync(unfinished, place.file) };
}

/** Asked for only where several deployments may share a database. */
async function belongings(config: Config, urls: readonly string[]): Promise<CopyEnd['belongs']> {
  const shared = urls.find((url) => readStoreUrl(url).kind === 'redis');
  const deployment = shared === undefined ? undefined : await deploymentFor(config, shared);
  if (deployment === undefined) return undefined;
  return { workspace: deployment.workspace, organisation: await deployment.organisation() };
}

async function end(url: string, as: 'look' | 'work', belongs: CopyEnd['belongs']): Promise<CopyEnd> {
  return { url, belongs, backend: await openBackend({ url, now: Date.now, log: quiet, as }) };
}

function tell({ entries, claims, unreadable, unnamed }: Copied, { store }: Config, terminal: Terminal): ExitCode {
  const how = store.key === undefined ? 'in clear, as STORE_KEY is not set' : 'sealed with STORE_KEY';
  terminal.print(`Copied ${entries} entries and ${claims} claims, ${how}.`);
  if (unnamed > 0) {
    terminal.complain(
      `store: ${unnamed} claims of an earlier release cannot get another key: what they were for may be posted once more today`,
    );
  }
  if (unreadable === 0) return 0;
  terminal.complain(`store: ${unreadable} entries could not be read and are not in the copy`);
  return 1;
}
