import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setGlobalProxyFromEnv } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { LOOPBACK } from './domain/unreached.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Lets this process reach the network as the environment says, `.env` included, which Node itself reads too late for
 * it: `fetch` and `WebSocket` go through `HTTPS_PROXY`, and every connection trusts what `NODE_EXTRA_CA_CERTS` holds.
 * What is wrong with a variable is passed over here; the configuration tells it.
 */
export function joinNetwork(env: Variables): void {
  const file = variable(env, 'NODE_EXTRA_CA_CERTS');
  const extra = file === undefined ? undefined : readCertificates(file);
  if (extra?.kind === 'certificates') setDefaultCACertificates([...getCACertificates('default'), ...extra.pems]);
  const proxy = variable(env, 'HTTPS_PROXY') ?? variable(env, 'https_proxy');
  if (proxy === undefined || !/^https?:\/\//i.test(proxy) || !URL.canParse(proxy)) return;
  const except = [variable(env, 'NO_PROXY') ?? variable(env, 'no_proxy') ?? '', ...LOOPBACK];
  setGlobalProxyFromEnv({ HTTPS_PROXY: proxy, NO_PROXY: except.join(',') });
}

export type Certificates =
  | { readonly kind: 'certificates'; readonly pems: readonly string[] }
  | { readonly kind: 'problem'; readonly sentence: string };

/** The certificates of a file in PEM, or the sentence that says why there are none. */
export function readCertificates(file: string): Certificates {
  const text = textOf(file);
  if (text === undefined) return { kind: 'problem', sentence: `names a file that cannot be read: ${file}` };
  const pems = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (pems.length === 0) return { kind: 'problem', sentence: `has no certificate in PEM: ${file}` };
  const bad = pems.findIndex((pem) => !isCertificate(pem));
  if (bad === -1) return { kind: 'certificates', pems };
  return { kind: 'problem', sentence: `has a certificate that cannot be read, number ${bad + 1}: ${file}` };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

/** Set to nothing is not set. */
function variable(env: Variables, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}
