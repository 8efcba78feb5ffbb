import { statSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { openStore, type Store } from '../../store/store.ts';
import { StoreError } from '../../store/store-error.ts';
import { readStoreUrl } from '../../store/store-url.ts';
import { StoreRefused } from '../../store/whose.ts';
import { deploymentFor } from '../connections.ts';
import type { Finding } from './finding.ts';

const CHECK = 'Store';
const PROBE_KEPT_MS = 60_000;
const FOR_OTHERS = 0o077;

/** Opens the store, writes to it and reads that back. */
export async function checkStore(config: Config): Promise<readonly Finding[]> {
  const { url, key } = config.store;
  const warnings: string[] = [];
  let risk: string | undefined;
  const log = { info: () => undefined, warn: (_facts: object, message: string) => void warnings.push(message) };
  try {
    // What Slack or Genesys Cloud do not say is found by their own checks.
    const deployment = await deploymentFor(config).catch(() => undefined);
    const store = await openStore({ url, key, now: Date.now, log, deployment, as: 'visit' });
    try {
      await writeAndRead(store);
      risk = await store.risk();
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error instanceof StoreRefused) {
      return [
        { check: CHECK, status: 'fails', detail: error.message, remedy: 'the app does not start with it as it is' },
      ];
    }
    // What Redis or the network says has its remedy with it.
    const remedy = url.startsWith('sqlite:')
      ? 'check that STORE_URL names a file in a folder to which the app may write'
      : undefined;
    return [{ check: CHECK, status: 'fails', detail: error.message, remedy }];
  }
  const warned = [...new Set(warnings)]
    .filter((each) => each !== risk)
    .map((detail): Finding => ({ check: CHECK, status: 'lacks', detail }));
  return [
    { check: CHECK, status: 'ok', detail: 'it opens, and keeps what is written' },
    ...warned,
    ...(risk === undefined ? [] : [evicting(risk)]),
    ...checkFile(url),
    encryption(key),
  ];
}

function evicting(detail: string): Finding {
  return { check: 'Store eviction', status: 'fails', detail, remedy: 'set maxmemory-policy to noeviction' };
}

async function writeAndRead(store: Store): Promise<void> {
  const shelf = store.namespace<number>('doctor');
  const written = Date.now();
  await shelf.set('probe', written, PROBE_KEPT_MS);
  const read = await shelf.get('probe');
  await shelf.delete('probe');
  if (read !== written) throw new StoreError('get', 'what was written is not there');
}

/** The file of the embedded store belongs to one user: it holds names, and tokens. */
function checkFile(url: string): readonly Finding[] {
  const place = readStoreUrl(url);
  if (place.kind !== 'sqlite' || place.file === ':memory:') return [];
  const check = 'Store file';
  const mode = statSync(place.file).mode & 0o777;
  const detail = `${place.file} has the mode 0${mode.toString(8)}`;
  return (mode & FOR_OTHERS) === 0
    ? [{ check, status: 'ok', detail }]
    : [
        {
          check,
          status: 'fails',
          detail: `${detail}, which lets others in`,
          remedy: 'keep it on a file system with modes',
        },
      ];
}

function encryption(key: Config['store']['key']): Finding {
  const check = 'Store encryption';
  if (key !== undefined) return { check, status: 'ok', detail: 'values are encrypted with STORE_KEY' };
  const remedy = 'set STORE_KEY to 32 bytes in base64 (openssl rand -base64 32)';
  return { check, status: 'lacks', detail: 'names and tokens are kept in clear', remedy };
}
