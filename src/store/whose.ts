import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Backend, Rows } from './backend.ts';
import { type Cipher, CLEAR } from './cipher.ts';
import { StoreError } from './store-error.ts';

/** The layout of what is stored. Another layout gets another number, and never reads this one's entries wrongly. */
export const LAYOUT = 'v1';
/** What a store says of itself: the only entries that are neither sealed nor hidden, and tell nothing of anybody. */
export const META = `${LAYOUT}:meta`;
/** Of the keys on Redis. Those of releases before the second began with neither workspace nor organisation. */
export const SHARED_VERSION = 2;

/** Whose entries they are. A workspace and an organisation have one store, whichever OAuth client asks for them. */
export interface Deployment {
  /** Slack's id of it. */
  readonly workspace: string;
  /** The OAuth client. It belongs to one organisation for good. */
  readonly client: string;
  /** The id of its organisation in Genesys Cloud; rejects when that cannot be asked. */
  readonly organisation: () => Promise<string>;
}

/** Not for this key, this release or these people: waiting will not help. */
export class StoreRefused extends StoreError {
  constructor(reason: string) {
    super('open', reason);
  }
}

/** What must be so before anything is read or written. */
interface Settling {
  readonly backend: Backend;
  readonly cipher: Cipher;
  readonly deployment: Deployment | undefined;
  /** Whether a store that says nothing of itself is told whose it is. */
  readonly mark: boolean;
}

/**
 * Finds out whose entries are meant and whether they may be used: by this release, with this key, by this deployment.
 *
 * @throws StoreRefused when not, any other StoreError when that cannot be found out at this moment
 */
export async function settle(of: Settling): Promise<void> {
  const { backend, deployment } = of;
  if (deployment === undefined) {
    await checkKey(of, backend.about(''));
    backend.settle('');
  } else if (backend.isShared) await settleShared(of, deployment);
  else {
    await checkKey(of, backend.about(''));
    await checkOwner(of, deployment);
  }
}

/** Of a database that many share: where the entries of these begin. */
export function placeOf(cipher: Cipher, workspace: string, organisation: string): string {
  return cipher.hide('place', `${workspace}/${organisation}`);
}

/** Tells deployments apart without a key: nobody guesses the id of an organisation. */
export function whoseOf(workspace: string, organisation: string): string {
  return createHash('sha256').update(`${workspace}/${organisation}`).digest('base64url');
}

/** @returns why a store of a later release is left alone */
export function newer(version: number, known: number): string {
  return `it was written by a later release (its layout is ${version}, this release knows ${known}): start that release, or a copy that was made before it`;
}

async function settleShared(of: Settling, deployment: Deployment): Promise<void> {
  const { backend, cipher } = of;
  const organisation = await organisationOf(of, deployment);
  const about = backend.about(whoseOf(deployment.workspace, organisation));
  const earlier = backend.about('');
  if ((await about.get('key')) === undefined && (await earlier.get('key')) !== undefined) {
    throw new StoreRefused(`it was written by an earlier release. ${COPY} brings it to this one, in place`);
  }
  await checkKey(of, about);
  backend.settle(placeOf(cipher, deployment.workspace, organisation));
}

/** A client never changes its organisation, so that is asked for once. */
async function organisationOf({ backend, cipher, mark }: Settling, deployment: Deployment): Promise<string> {
  const clients = backend.about('clients');
  const name = cipher.hide('clients', deployment.client);
  const kept = await clients.get(name);
  const known = kept === undefined ? undefined : cipher.open('clients', kept);
  if (known !== undefined) return known;
  const organisation = await asked(deployment);
  if (mark) await clients.set(name, cipher.seal('clients', organisation));
  return organisation;
}

async function asked(deployment: Deployment): Promise<string> {
  try {
    return await deployment.organisation();
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no answer';
    throw new StoreError('open', `Genesys Cloud does not say which organisation the client belongs to (${why})`);
  }
}

const COPY = 'npm run store -- copy <from> <to>';

async function checkKey({ cipher, mark, backend }: Settling, about: Rows): Promise<void> {
  const version = Number((await about.get('version')) ?? 0);
  if (version > SHARED_VERSION) throw new StoreRefused(newer(version, SHARED_VERSION));
  if ((await about.get('copying')) !== undefined) {
    throw new StoreRefused(`a copy into it was not finished. Make it once more: ${COPY}`);
  }
  const written = await about.get('key');
  if (written === undefined && mark) {
    await about.set('key', cipher.fingerprint);
    if (backend.isShared) await about.set('version', String(SHARED_VERSION));
  }
  if (written !== undefined && written !== cipher.fingerprint) throw new StoreRefused(otherKey(written, cipher));
}

function otherKey(written: string, { fingerprint }: Cipher): string {
  if (written === CLEAR) {
    return `it was written without STORE_KEY, and what is in it stays in clear. ${COPY} writes it anew with the key; then name the new one in STORE_URL`;
  }
  if (fingerprint === CLEAR) {
    return `it was written with a STORE_KEY, and none is set. Set it; to go on without, put it into STORE_KEY_OLD: ${COPY} writes the store anew in clear`;
  }
  return `it was written with another STORE_KEY. With that one in STORE_KEY_OLD, ${COPY} writes the store anew with this one`;
}

const owner = z.object({ workspace: z.string(), organisation: z.string(), client: z.string() });

/** A file that was used by others is not mixed with what these see. */
async function checkOwner({ backend, cipher, mark }: Settling, deployment: Deployment): Promise<void> {
  const about = backend.about('');
  const { workspace, client } = deployment;
  const sealed = await about.get('owner');
  const before = sealed === undefined ? undefined : readOwner(cipher.open(META, sealed));
  if (before !== undefined && before.workspace !== workspace) {
    throw new StoreRefused('it belongs to another Slack workspace: name another file in STORE_URL');
  }
  if (before?.client === client) return;
  const organisation = await asked(deployment).catch((error: unknown) => error);
  if (typeof organisation !== 'string') {
    // Nothing to compare it with: the next start asks again.
    if (before === undefined) return;
    throw organisation;
  }
  if (before !== undefined && before.organisation !== organisation) {
    throw new StoreRefused('it belongs to another organisation of Genesys Cloud: name another file in STORE_URL');
  }
  if (mark) await about.set('owner', cipher.seal(META, JSON.stringify({ workspace, organisation, client })));
}

function readOwner(text: string | undefined): z.infer<typeof owner> | undefined {
  try {
    return owner.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
