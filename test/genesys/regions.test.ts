import { describe, expect, it } from 'vitest';
import { genesysHosts } from '../../src/genesys/regions.ts';

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
