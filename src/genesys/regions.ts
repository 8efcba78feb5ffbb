/** Every region of Genesys Cloud: its name as the admin screens write it, and its host. */
const REGIONS = [
  ['us_east_1', 'mypurecloud.com'],
  ['us_east_2', 'use2.us-gov-pure.cloud'],
  ['us_west_2', 'usw2.pure.cloud'],
  ['ca_central_1', 'cac1.pure.cloud'],
  ['mx_central_1', 'mxc1.pure.cloud'],
  ['sa_east_1', 'sae1.pure.cloud'],
  ['eu_west_1', 'mypurecloud.ie'],
  ['eu_west_2', 'euw2.pure.cloud'],
  ['eu_central_1', 'mypurecloud.de'],
  ['eu_central_2', 'euc2.pure.cloud'],
  ['eusc_de_east_1', 'edee1.eusc-pure.cloud'],
  ['me_central_1', 'mec1.pure.cloud'],
  ['ap_south_1', 'aps1.pure.cloud'],
  ['ap_southeast_1', 'apse1.pure.cloud'],
  ['ap_southeast_2', 'mypurecloud.com.au'],
  ['ap_northeast_1', 'mypurecloud.jp'],
  ['ap_northeast_2', 'apne2.pure.cloud'],
  ['ap_northeast_3', 'apne3.pure.cloud'],
] as const;

export type GenesysRegion =
  | {
      readonly kind: 'region';
      /** `eu_central_1` */
      readonly name: string;
      readonly apiUrl: string;
      readonly loginUrl: string;
      /** Where people work: links to a conversation start with it. */
      readonly appUrl: string;
    }
  | { readonly kind: 'problem'; readonly sentence: string };

/**
 * The three addresses of a region, given by name or by host in any case; an unknown one gets a sentence that lists
 * all there are.
 *
 * @example genesysHosts('eu-central-1') //=> { kind: 'region', apiUrl: 'https://api.mypurecloud.de', … }
 * @example genesysHosts('mypurecloud.de') //=> the same
 * @example genesysHosts('https://apps.mypurecloud.de/directory/#/me') //=> the same: what stands in the browser
 * @example genesysHosts('mars') //=> { kind: 'problem', sentence: '"mars" is not a region of Genesys Cloud: …' }
 */
export function genesysHosts(region: string): GenesysRegion {
  const wanted = hostOf(region.trim().toLowerCase());
  const found = REGIONS.find(([name, host]) => name === wanted.replaceAll('-', '_') || host === wanted);
  if (found === undefined) {
    const known = REGIONS.map(([name, host]) => `${name} (${host})`).join(', ');
    return { kind: 'problem', sentence: `"${region}" is not a region of Genesys Cloud: use one of ${known}` };
  }
  const [name, host] = found;
  return {
    kind: 'region',
    name,
    apiUrl: `https://api.${host}`,
    loginUrl: `https://login.${host}`,
    appUrl: `https://apps.${host}`,
  };
}

/** Of an address the host, without what the region's services have before it. */
function hostOf(text: string): string {
  const host = text.replace(/^[a-z]+:\/\//, '').replace(/[/:?#].*$/s, '');
  return host.replace(/^(api|apps|login|admin|developer|www)\./, '');
}

/**
 * Whether an address to which Genesys sends us is one of its own: encrypted, and of the region or the gateway that is
 * configured. Only a gateway on plain HTTP, as on this machine, may name a plain WebSocket of its own host.
 *
 * @param hosts `https://api.mypurecloud.de`, `https://apps.mypurecloud.de`, or a gateway
 * @example isOurStream('wss://streaming.mypurecloud.de/channels/1', ['https://api.mypurecloud.de']) //=> true
 * @example isOurStream('wss://streaming.mypurecloud.de.example.org/', ['https://api.mypurecloud.de']) //=> false
 */
export function isOurStream(uri: string, hosts: readonly string[]): boolean {
  const { protocol, hostname } = new URL(uri);
  return hosts.some((host) => {
    const ours = new URL(host);
    const domain = ours.hostname.replace(/^(?:api|apps)\./, '');
    if (hostname !== domain && !hostname.endsWith(`.${domain}`)) return false;
    return protocol === 'wss:' || (protocol === 'ws:' && ours.protocol === 'http:' && hostname === ours.hostname);
  });
}
