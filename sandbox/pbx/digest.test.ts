import { describe, expect, it } from 'vitest';
import { digestResponse, formatChallenge, parseCredentials } from './digest.ts';

describe('digestResponse', () => {
  it('gives the response of RFC 2617 section 3.5', () => {
    const response = digestResponse('GET', 'Circle Of Life', {
      username: 'Mufasa',
      realm: 'testrealm@host.com',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      uri: '/dir/index.html',
      qop: 'auth',
      nonceCount: '00000001',
      cnonce: '0a4f113b',
    });
    expect(response).toBe('6629fae49393a05397450978507c4ef1');
  });

  it('gives the MD5 response of RFC 7616 section 3.9.1', () => {
    const response = digestResponse('GET', 'Circle of Life', {
      username: 'Mufasa',
      realm: 'http-auth@example.org',
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      uri: '/dir/index.html',
      qop: 'auth',
      nonceCount: '00000001',
      cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    });
    expect(response).toBe('8ca523f5e9506fed4657c9700eebdbec');
  });

  it('gives the response of RFC 2069 without qop, with the value of its errata', () => {
    const response = digestResponse('GET', 'CircleOfLife', {
      username: 'Mufasa',
      realm: 'testrealm@host.com',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      uri: '/dir/index.html',
      qop: undefined,
      nonceCount: '',
      cnonce: '',
    });
    expect(response).toBe('1949323746fe6a43ef61f9606e7febea');
  });
});

describe('parseCredentials', () => {
  const value =
    'Digest algorithm=MD5, username="1001", realm="pbx.sandbox.test", nonce="a,b=\\"c", uri="sip:x@y;z=1", ' +
    'response="6629fae49393a05397450978507c4ef1", qop=auth, cnonce="0a4f", nc=00000002';

  it('reads quoted and bare values', () => {
    expect(parseCredentials(value)).toEqual({
      username: '1001',
      realm: 'pbx.sandbox.test',
      nonce: 'a,b="c',
      uri: 'sip:x@y;z=1',
      response: '6629fae49393a05397450978507c4ef1',
      algorithm: 'MD5',
      qop: 'auth',
      cnonce: '0a4f',
      nonceCount: '00000002',
    });
  });

  it.each([
    ['another scheme', value.replace('Digest', 'Basic')],
    ['no username', value.replace('username', 'other')],
    ['a response that is no MD5', value.replace('6629', '66')],
    ['a count that is none', value.replace('00000002', '2')],
    ['a parameter twice', `${value}, realm="x"`],
    ['nothing at all', ''],
  ])('refuses %s', (_, text) => {
    expect(parseCredentials(text)).toBeUndefined();
  });
});

it('formats a challenge', () => {
  expect(formatChallenge('r', 'n', true)).toBe(
    'Digest realm="r", nonce="n", algorithm=MD5, qop="auth", stale=true',
  );
});
