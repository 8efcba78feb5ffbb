/** How connections leave this machine. */
export interface Egress {
  /** Where `https` and `wss` go through, with its user and password; directly unless told. */
  readonly httpsProxy: string | undefined;
  /** Hosts that are reached without it, separated by commas, as in `NO_PROXY`. */
  readonly noProxy: string;
}

/** No proxy. */
export const DIRECT: Egress = { httpsProxy: undefined, noProxy: '' };

/** Never through a proxy: it would look for them on its own machine. */
export const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'] as const;

/**
 * Why nothing was heard from an address, and what to change, for the operator. Of the error only its code is read: its
 * text may hold addresses and secrets.
 *
 * @param error as the HTTP library threw it; the network's own stands somewhere below it
 * @example
 * unreached('https://login.mypurecloud.de/oauth/token', error, direct);
 * //=> 'login.mypurecloud.de: SELF_SIGNED_CERT_IN_CHAIN: set NODE_EXTRA_CA_CERTS to the file of the authority that signs here'
 */
export function unreached(url: string, error: unknown, egress: Egress): string {
  const { protocol, hostname, host } = new URL(url);
  const code = networkCode(error);
  const proxied = /^(https|wss):$/.test(protocol) && egress.httpsProxy !== undefined && !isExempt(hostname, egress);
  return `${host}: ${code}: ${remedyOf(code, proxied)}`;
}

/** Who says it is out of time: axios, `AbortSignal.timeout`, undici, the system. */
const OUT_OF_TIME = /^(TimeoutError|AbortError|CanceledError|ERR_CANCELED|ECONNABORTED|\w*TIMEOUT|ETIMEDOUT)$/;
const DEPTH = 8;

/**
 * The network's word for what happened: `ECONNREFUSED`, `no answer in time`, `the proxy answers 407`. Of nested errors
 * the deepest has the cause.
 */
export function networkCode(error: unknown): string {
  const chain = chainOf(error);
  const refusal = chain.map(proxyStatus).find((status) => status !== undefined);
  if (refusal !== undefined) return `the proxy answers ${refusal}`;
  const codes = chain.flatMap(codeOf);
  const code = codes.findLast((each) => !VAGUE.has(each)) ?? codes.at(-1);
  if (code === undefined) return 'no answer';
  return OUT_OF_TIME.test(code) ? 'no answer in time' : code;
}

/** Words of libraries for "it failed", which say nothing when there is another one. */
const VAGUE = new Set([
  'ERR_NETWORK',
  'ERR_BAD_REQUEST',
  'ERR_BAD_RESPONSE',
  'UND_ERR_ABORTED',
  'slack_webapi_request_error',
]);

function chainOf(error: unknown): readonly object[] {
  const chain: object[] = [];
  let at: unknown = error;
  while (typeof at === 'object' && at !== null && chain.length < DEPTH && !chain.includes(at)) {
    chain.push(at);
    const { errors, original, cause } = at as { errors?: unknown; original?: unknown; cause?: unknown };
    at = (Array.isArray(errors) ? errors[0] : undefined) ?? original ?? cause;
  }
  return chain;
}

function codeOf(error: object): readonly string[] {
  // The one refusal of fetch itself: ports of other services.
  if ('message' in error && error.message === 'bad port') return ['bad port'];
  if ('code' in error && typeof error.code === 'string') return [error.code];
  const isTimeout = 'name' in error && typeof error.name === 'string' && OUT_OF_TIME.test(error.name);
  return isTimeout ? ['TimeoutError'] : [];
}

/** With which status a proxy refused to connect: Node says it in a property, undici in its text. */
function proxyStatus(error: object): number | undefined {
  if (!('message' in error) || typeof error.message !== 'string') return undefined;
  const said = /Proxy response \((\d{3})\)|Failed to establish tunnel .* (\d{3})(?= |$)/.exec(error.message);
  return said === null ? undefined : Number(said[1] ?? said[2]);
}

const UNKNOWN_AUTHORITY =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE))$/;
const NO_WAY_OUT = ['no answer in time', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'];
const CUT = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE'];
const NO_TLS = /^(EPROTO|ERR_SSL_\w+|HPE_\w+)$/;

/** What to change, for each kind of failure. */
function remedyOf(code: string, proxied: boolean): string {
  if (UNKNOWN_AUTHORITY.test(code)) return 'set NODE_EXTRA_CA_CERTS to the file of the authority that signs here';
  if (code === 'CERT_HAS_EXPIRED') return "renew its certificate, or set this machine's clock";
  if (code === 'CERT_NOT_YET_VALID') return "set this machine's clock";
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return 'its certificate is of another host: check the address, and that no proxy answers instead';
  }
  if (code === 'the proxy answers 407')
    return 'HTTPS_PROXY needs the user and password of the proxy (http://user:password@host:port)';
  if (code.startsWith('the proxy answers')) return 'let the proxy of HTTPS_PROXY through to this host';
  if (code === 'bad port') return 'this is the port of another service: check the address';
  if (NO_TLS.test(code))
    return 'it does not speak TLS there: check the scheme and the port of the address, and HTTPS_PROXY';
  if (CUT.includes(code)) return 'something in between cuts the connection: check firewall and HTTPS_PROXY';
  if (proxied) return 'the proxy is not there: check HTTPS_PROXY, or name the host in NO_PROXY';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return 'its name is not known here: check the address and DNS, or set HTTPS_PROXY where only a proxy leads out';
  }
  if (code === 'ECONNREFUSED')
    return 'nothing listens there: check the address, or set HTTPS_PROXY where only a proxy leads out';
  if (NO_WAY_OUT.includes(code))
    return 'there is no way to it: let this machine through the firewall, or set HTTPS_PROXY';
  return 'check that this machine reaches it (network, HTTPS_PROXY)';
}

/** As Node and undici read `NO_PROXY`: names with all below them, a port behind a colon, `*` for everything. */
function isExempt(hostname: string, { noProxy }: Egress): boolean {
  const entries = noProxy.split(/[,\s]+/).filter((entry) => entry !== '');
  const names = [
    ...LOOPBACK,
    ...entries.map((entry) =>
      entry
        .replace(/:\d+$/, '')
        .replace(/^\*?\./, '')
        .toLowerCase(),
    ),
  ];
  return entries.includes('*') || names.some((name) => hostname === name || hostname.endsWith(`.${name}`));
}
