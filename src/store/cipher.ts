import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** How names and values look in the store. `scope` is the namespace: what belongs to one cannot be read as another's. */
export interface Cipher {
  hide(scope: string, name: string): string;
  seal(scope: string, text: string): string;
  /** The text, or undefined when it was not sealed with this key for this scope, or was tampered with. */
  open(scope: string, sealed: string): string | undefined;
  /** What makes a hidden name readable again with the key; nothing where names are not hidden. */
  label(scope: string, name: string): string | undefined;
  /** Names something for good without telling what it is, though it can be told whether two are the same. */
  digest(text: string): string;
  /** Tells two keys apart without telling anything about them. */
  readonly fingerprint: string;
}

/** The fingerprint of a store without a key. */
export const CLEAR = 'clear';

const MARK = 'gcm1:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Without a key everything is stored in clear. */
export function createCipher(key: Uint8Array | undefined): Cipher {
  return key === undefined ? clear : sealing(key);
}

const clear: Cipher = {
  hide: (_scope, name) => name,
  seal: (_scope, text) => text,
  open: (_scope, sealed) => (sealed.startsWith(MARK) ? undefined : sealed),
  label: () => undefined,
  digest: (text) => createHash('sha256').update(text).digest('base64url'),
  fingerprint: CLEAR,
};

function sealing(key: Uint8Array): Cipher {
  const valueKey = derive(key, 'values');
  const nameKey = derive(key, 'names');
  const hide: Cipher['hide'] = (scope, name) =>
    createHmac('sha256', nameKey).update(`${scope}\n${name}`).digest('base64url');
  const seal: Cipher['seal'] = (scope, text) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', valueKey, iv).setAAD(Buffer.from(scope));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return MARK + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  };
  return {
    hide,
    seal,
    label: (scope, name) => seal(`name of ${scope}`, name),
    digest: (text) => hide('digest', text),
    open: (scope, sealed) => {
      if (!sealed.startsWith(MARK)) return undefined;
      const bytes = Buffer.from(sealed.slice(MARK.length), 'base64');
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', valueKey, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(scope))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
    fingerprint: createHmac('sha256', nameKey).update('fingerprint').digest('base64url'),
  };
}

/** One secret is configured; names and values each get their own key from it. */
function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `floorwalker ${purpose}`, 32));
}
