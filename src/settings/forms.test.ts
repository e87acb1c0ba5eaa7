import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdvancedForm,
  checkAdvancedForm,
  checkHubSpotAppForm,
  parseContactCenterDomain,
  parseSipDomain,
  parseWebsocketServer,
} from './forms.ts';

const empty: AdvancedForm = { product: '', contactCenterDomain: '', websocketServer: '', sipDomain: '' };
const problemsOf = (form: Partial<AdvancedForm>) => {
  const checked = checkAdvancedForm({ ...empty, ...form });
  return checked.ok ? {} : Object.fromEntries(Object.entries(checked.problems).map(([k, p]) => [k, p?.code]));
};

describe('the Contact Center domain', () => {
  it.each([
    ['na12', 'vcc-na12.8x8.com'],
    ['vcc-na12', 'vcc-na12.8x8.com'],
    ['VCC-EU3.8x8.com', 'vcc-eu3.8x8.com'],
    ['https://vcc-na12.8x8.com/AGUI/login.php', 'vcc-na12.8x8.com'],
    [' vcc-na8b.8x8.com ', 'vcc-na8b.8x8.com'],
    ['vcc-na10b-cf.8x8.com', 'vcc-na10b-cf.8x8.com'],
    ['odcc2.bell.ca', 'odcc2.bell.ca'],
  ])('reads %s', (typed, host) => expect(parseContactCenterDomain(typed)).toBe(host));

  it.each([
    'example.com',
    'vcc-na12.8x8.com.evil.example',
    '',
    'javascript:alert(1)',
    'vcc-na12@evil.example',
  ])('refuses %s', (typed) => expect(parseContactCenterDomain(typed)).toBeUndefined());

  it('gives an 8x8 or Bell host or nothing, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const host = parseContactCenterDomain(typed);
        expect(host === undefined || /^[a-z0-9-]+\.(8x8\.com|bell\.ca)$/.test(host)).toBe(true);
      }),
    );
  });
});

describe('the WebSocket server', () => {
  it.each([
    ['wss://sip.example.com/ws', 'wss://sip.example.com/ws'],
    ['sip.example.com:7443', 'wss://sip.example.com:7443/'],
    ['ws://127.0.0.1:8080', 'ws://127.0.0.1:8080/'],
    ['ws://localhost:8080/', 'ws://localhost:8080/'],
  ])('reads %s', (typed, address) => expect(parseWebsocketServer(typed)).toBe(address));

  it.each([
    'ws://sip.example.com',
    'https://sip.example.com',
    'wss://user:secret@sip.example.com',
    'not a server',
    'ws://127.0.0.1.evil.example',
  ])('refuses %s', (typed) => expect(parseWebsocketServer(typed)).toBeUndefined());
});

describe('the SIP domain', () => {
  it.each([
    ['sip.example.com', 'sip.example.com'],
    ['sip:1001@SIP.example.com', 'sip.example.com'],
    ['10.0.0.1:5060', '10.0.0.1:5060'],
  ])('reads %s', (typed, domain) => expect(parseSipDomain(typed)).toBe(domain));

  it.each(['', 'two words', 'x;transport=udp', 'a..b', '-x.example'])('refuses %s', (typed) =>
    expect(parseSipDomain(typed)).toBeUndefined(),
  );
});

describe('the Advanced page', () => {
  it('S1-16: wants a product before anything else', () => {
    expect(problemsOf({ websocketServer: 'nonsense' })).toEqual({ product: 'productMissing' });
  });

  it('S1-19, S1-21: wants the domain for the Contact Center, and only there', () => {
    expect(problemsOf({ product: 'contactCenter' })).toEqual({ contactCenterDomain: 'fieldRequired' });
    expect(problemsOf({ product: 'contactCenter', contactCenterDomain: 'x' })).toEqual({
      contactCenterDomain: 'contactCenterDomainInvalid',
    });
    expect(problemsOf({ product: 'work', contactCenterDomain: 'x' })).toEqual({});
  });

  it('S1-20: takes the Contact Center without a Data Request Token', () => {
    expect(problemsOf({ product: 'contactCenter', contactCenterDomain: 'na12' })).toEqual({});
  });

  it('wants server and domain of another provider, and both or neither for 8x8', () => {
    expect(problemsOf({ product: 'sip' })).toEqual({
      websocketServer: 'fieldRequired',
      sipDomain: 'fieldRequired',
    });
    expect(problemsOf({ product: 'work' })).toEqual({});
    expect(problemsOf({ product: 'work', websocketServer: 'sip.example.com' })).toEqual({
      sipDomain: 'fieldRequired',
    });
  });

  it('names every wrong field at once', () => {
    expect(problemsOf({ product: 'sip', websocketServer: 'http://x', sipDomain: 'two words' })).toEqual({
      websocketServer: 'websocketServerInvalid',
      sipDomain: 'sipDomainInvalid',
    });
  });

  it('keeps what another product had, and a token that was not typed again', () => {
    const before = { contactCenterDomain: 'vcc-na12.8x8.com', dataRequestToken: 'secret' };
    expect(checkAdvancedForm({ ...empty, product: 'work' }, before)).toMatchObject({
      ok: true,
      value: before,
    });
    const form = { ...empty, product: 'contactCenter', contactCenterDomain: 'eu3' } as const;
    expect(checkAdvancedForm(form, before)).toMatchObject({ value: { dataRequestToken: 'secret' } });
    expect(checkAdvancedForm({ ...form, dataRequestToken: ' ' }, before)).toMatchObject({
      value: { dataRequestToken: undefined },
    });
  });
});

describe('the HubSpot app', () => {
  const id = '1f2e3d4c-0000-4000-8000-123456789abc';

  it('S0-13: takes ids with the braces that set-up guides print', () => {
    expect(checkHubSpotAppForm({ clientId: `{${id}}`, clientSecret: `{ ${id} }` })).toEqual({
      ok: true,
      value: { clientId: id, clientSecret: id },
    });
  });

  it('refuses empty braces and spaces inside', () => {
    expect(checkHubSpotAppForm({ clientId: '{}', clientSecret: 'two words' })).toMatchObject({
      ok: false,
      problems: { clientId: { code: 'fieldRequired' }, clientSecret: { code: 'clientSecretInvalid' } },
    });
  });

  it('keeps the stored secret when none is typed', () => {
    const before = { hubspotApp: { clientId: id, clientSecret: 'stored-secret' } };
    expect(checkHubSpotAppForm({ clientId: id }, before)).toMatchObject({
      value: { clientSecret: 'stored-secret' },
    });
  });
});
