import { describe, expect, it } from 'vitest';
import { DIRECT, type Egress, networkCode, unreached } from '../../src/domain/unreached.ts';

const LOGIN = 'https://login.mypurecloud.de/oauth/token';
const PROXY: Egress = {
  httpsProxy: 'http://floor:secret@proxy.example.com:3128',
  noProxy: '.internal.example, other.example:443',
};

const coded = (code: string, message = `something with a secret, ${code}`) =>
  Object.assign(new Error(message), { code });
/** As fetch and Slack's client wrap what the network said. */
const wrapped = (cause: unknown) => {
  const fetchFailed = new TypeError('fetch failed', { cause });
  return Object.assign(new Error('A request error occurred: fetch failed', { cause: fetchFailed }), {
    code: 'slack_webapi_request_error',
    original: fetchFailed,
  });
};

describe('why nothing was heard from an address', () => {
  it.each<[string, unknown, Egress, string]>([
    [
      'an authority of the company',
      coded('SELF_SIGNED_CERT_IN_CHAIN'),
      DIRECT,
      'SELF_SIGNED_CERT_IN_CHAIN: set NODE_EXTRA_CA_CERTS to',
    ],
    [
      'the same behind a proxy',
      wrapped(coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')),
      PROXY,
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY: set NODE_EXTRA_CA_CERTS to',
    ],
    [
      'a certificate that is over',
      coded('CERT_HAS_EXPIRED'),
      DIRECT,
      "CERT_HAS_EXPIRED: renew its certificate, or set this machine's clock",
    ],
    ['a clock that is slow', coded('CERT_NOT_YET_VALID'), DIRECT, "CERT_NOT_YET_VALID: set this machine's clock"],
    [
      'another host',
      coded('ERR_TLS_CERT_ALTNAME_INVALID'),
      DIRECT,
      'ERR_TLS_CERT_ALTNAME_INVALID: its certificate is of another host',
    ],
    ['no TLS', coded('EPROTO'), DIRECT, 'EPROTO: it does not speak TLS there'],
    [
      'a name without an address',
      wrapped(coded('ENOTFOUND')),
      DIRECT,
      'ENOTFOUND: its name is not known here: check the address and DNS',
    ],
    ['nobody who listens', coded('ECONNREFUSED'), DIRECT, 'ECONNREFUSED: nothing listens there'],
    [
      'several addresses, and nobody at any',
      new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]),
      DIRECT,
      'ECONNREFUSED: nothing listens there',
    ],
    ['no way out', coded('EHOSTUNREACH'), DIRECT, 'EHOSTUNREACH: there is no way to it'],
    [
      'a timeout of axios',
      coded('ERR_CANCELED'),
      DIRECT,
      'no answer in time: there is no way to it: let this machine through the firewall',
    ],
    [
      'a timeout of fetch',
      wrapped(new DOMException('timed out', 'TimeoutError')),
      DIRECT,
      'no answer in time: there is no way to it',
    ],
    [
      'a timeout of undici',
      wrapped(coded('UND_ERR_CONNECT_TIMEOUT')),
      DIRECT,
      'no answer in time: there is no way to it',
    ],
    [
      'a connection that is cut',
      wrapped(coded('UND_ERR_SOCKET')),
      DIRECT,
      'UND_ERR_SOCKET: something in between cuts the connection',
    ],
    [
      'a proxy that is not there',
      coded('ECONNREFUSED'),
      PROXY,
      'ECONNREFUSED: the proxy is not there: check HTTPS_PROXY',
    ],
    ['a proxy without an address', coded('ENOTFOUND'), PROXY, 'ENOTFOUND: the proxy is not there: check HTTPS_PROXY'],
    [
      'a proxy that wants a password',
      coded(
        'ERR_PROXY_TUNNEL',
        'Failed to establish tunnel to h:443 via http://p:1: HTTP/1.1 407 Proxy Authentication Required',
      ),
      PROXY,
      'the proxy answers 407: HTTPS_PROXY needs the user and password',
    ],
    [
      'the same from undici',
      wrapped(
        new DOMException('Request was cancelled.', {
          cause: coded('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling'),
        }),
      ),
      PROXY,
      'the proxy answers 407: HTTPS_PROXY needs',
    ],
    [
      'a proxy that does not let through',
      coded('ERR_PROXY_TUNNEL', 'Failed to establish tunnel to h:443 via http://p:1/: HTTP/1.1 403 Forbidden'),
      PROXY,
      'the proxy answers 403: let the proxy of HTTPS_PROXY through',
    ],
    [
      'a port that fetch does not call',
      wrapped(new Error('bad port')),
      DIRECT,
      'bad port: this is the port of another service',
    ],
    ['nothing that anybody knows', new Error('secret'), DIRECT, 'no answer: check that this machine reaches it'],
    ['no error at all', undefined, DIRECT, 'no answer: check that this machine reaches it'],
  ])('names what to change for %s', (_what, error, egress, told) => {
    const sentence = unreached(LOGIN, error, egress);
    expect(sentence.startsWith(`login.mypurecloud.de: ${told}`) ? told : sentence).toBe(told);
    expect(sentence).not.toContain('secret');
  });

  it.each([
    ['https://api.internal.example/x', 'nothing listens there'],
    ['https://other.example/x', 'nothing listens there'],
    ['https://127.0.0.1:4200/x', 'nothing listens there'],
    ['http://gateway.example/x', 'nothing listens there'],
    ['https://notother.example/x', 'the proxy is not there'],
    ['wss://streaming.example/x', 'the proxy is not there'],
  ])('knows whether %s goes through the proxy', (url, told) => {
    expect(unreached(url, coded('ECONNREFUSED'), PROXY)).toContain(told);
  });

  it('comes to an end with an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(networkCode(error)).toBe('no answer');
  });
});
