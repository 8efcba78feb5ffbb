import { describe, expect, it } from 'vitest';
import { genesysHosts, isOurStream } from '../../src/genesys/regions.ts';

describe('genesysHosts', () => {
  it.each([
    ['us_east_1', 'mypurecloud.com'],
    ['eu_west_1', 'mypurecloud.ie'],
    ['ap_southeast_2', 'mypurecloud.com.au'],
    ['ap_northeast_1', 'mypurecloud.jp'],
    ['eu_central_1', 'mypurecloud.de'],
    ['us_west_2', 'usw2.pure.cloud'],
    ['ca_central_1', 'cac1.pure.cloud'],
    ['ap_northeast_2', 'apne2.pure.cloud'],
    ['eu_west_2', 'euw2.pure.cloud'],
    ['ap_south_1', 'aps1.pure.cloud'],
    ['us_east_2', 'use2.us-gov-pure.cloud'],
    ['sa_east_1', 'sae1.pure.cloud'],
    ['me_central_1', 'mec1.pure.cloud'],
    ['ap_northeast_3', 'apne3.pure.cloud'],
    ['eu_central_2', 'euc2.pure.cloud'],
    ['mx_central_1', 'mxc1.pure.cloud'],
    ['ap_southeast_1', 'apse1.pure.cloud'],
    ['eusc_de_east_1', 'edee1.eusc-pure.cloud'],
  ])('finds %s by its name, with hyphens too, and by its host %s', (name, host) => {
    const hosts = {
      kind: 'region',
      name,
      apiUrl: `https://api.${host}`,
      loginUrl: `https://login.${host}`,
      appUrl: `https://apps.${host}`,
    };
    expect(genesysHosts(name)).toEqual(hosts);
    expect(genesysHosts(name.replaceAll('_', '-'))).toEqual(hosts);
    expect(genesysHosts(host)).toEqual(hosts);
  });

  it.each([
    'https://apps.mypurecloud.de/directory/#/profile',
    'https://login.mypurecloud.de',
    'api.mypurecloud.de',
    'http://mypurecloud.de/',
    'apps.mypurecloud.de:443/admin?x=1',
  ])('finds the region in what stands in a browser or a program: %s', (pasted) => {
    expect(genesysHosts(pasted)).toMatchObject({ name: 'eu_central_1', apiUrl: 'https://api.mypurecloud.de' });
  });

  it('minds neither case nor spaces around', () => {
    expect(genesysHosts(' MyPureCloud.DE ')).toMatchObject({ name: 'eu_central_1' });
  });

  it.each(['mars', '', 'api.mypurecloud.example', 'mypurecloud', 'eu_central_3'])(
    'refuses "%s" and lists all 18',
    (region) => {
      const answer = genesysHosts(region);
      expect(answer.kind).toBe('problem');
      const { sentence } = answer.kind === 'problem' ? answer : { sentence: '' };
      expect(sentence).toContain(`"${region}" is not a region`);
      expect(sentence.match(/\([\w.-]+\)/g)).toHaveLength(18);
    },
  );
});

describe('isOurStream', () => {
  const region = ['https://api.mypurecloud.de', 'https://apps.mypurecloud.de'];
  const gateway = ['https://genesys.corp.example/api', 'https://apps.mypurecloud.de'];
  const local = ['http://127.0.0.1:4200', 'https://apps.mypurecloud.de'];

  it.each<[string, readonly string[], boolean]>([
    ['wss://streaming.mypurecloud.de/channels/1', region, true],
    ['wss://mypurecloud.de/channels/1', region, true],
    ['ws://streaming.mypurecloud.de/channels/1', region, false],
    ['wss://streaming.mypurecloud.de.evil.example/channels/1', region, false],
    ['wss://evilmypurecloud.de/channels/1', region, false],
    ['wss://streaming.mypurecloud.ie/channels/1', region, false],
    ['wss://user@evil.example/streaming.mypurecloud.de', region, false],
    ['wss://genesys.corp.example/channels/1', gateway, true],
    ['wss://streaming.mypurecloud.de/channels/1', gateway, true],
    ['ws://genesys.corp.example/channels/1', gateway, false],
    ['ws://127.0.0.1:4200/channels/1', local, true],
    ['ws://10.0.0.7:4200/channels/1', local, false],
    ['ws://a.localhost:4200/channels/1', ['http://localhost:4200'], false],
  ])('%s with %j: %s', (uri, hosts, ours) => {
    expect(isOurStream(uri, hosts)).toBe(ours);
  });
});
