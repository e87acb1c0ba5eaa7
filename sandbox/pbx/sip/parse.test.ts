import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messages, nameAddresses, uris, vias } from './arbitraries.ts';
import { problemOf } from './checkRequest.ts';
import { formatMessage } from './formatMessage.ts';
import { splitOutsideQuotes } from './list.ts';
import { formatNameAddress, parseNameAddress } from './nameAddress.ts';
import { parseMessage } from './parseMessage.ts';
import { formatUri, parseUri } from './uri.ts';
import { formatVia, parseVia } from './via.ts';

describe('round trips', { timeout: 30_000 }, () => {
  it('gives back every message it wrote', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const parsed = parseMessage(formatMessage(message));
        if (parsed.kind !== 'message') throw new Error(JSON.stringify(parsed));
        const { headers, ...rest } = parsed.message;
        const { headers: written, ...expected } = message;
        expect(rest).toEqual(expected);
        expect(headers.slice(0, -1)).toEqual(written);
        const length = { name: 'Content-Length', value: String(Buffer.byteLength(message.body)) };
        expect(headers.at(-1)).toEqual(length);
      }),
    );
  });

  it('gives back every URI, address and Via it wrote', () => {
    const isSame = <V>(written: V, read: V | undefined) => expect(read).toEqual(written);
    fc.assert(fc.property(uris, (uri) => void isSame(uri, parseUri(formatUri(uri)))));
    fc.assert(
      fc.property(nameAddresses, (value) => void isSame(value, parseNameAddress(formatNameAddress(value)))),
    );
    fc.assert(fc.property(vias, (via) => void isSame(via, parseVia(formatVia(via)))));
  });

  it('splits a list of addresses where it was joined', () => {
    fc.assert(
      fc.property(fc.array(nameAddresses, { minLength: 1, maxLength: 4 }), (addresses) => {
        const values = addresses.map(formatNameAddress);
        expect(splitOutsideQuotes(values.join(', '), ',')).toEqual(values);
      }),
    );
  });
});

describe('hostile input', { timeout: 30_000 }, () => {
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseMessage(text);
        parseUri(text);
        parseNameAddress(text);
        parseVia(text);
      }),
    );
  });

  it('never throws on a damaged message', () => {
    const damage = fc.tuple(messages, fc.nat(), fc.nat(40), fc.string({ unit: 'binary', maxLength: 5 }));
    fc.assert(
      fc.property(damage, ([message, at, length, noise]) => {
        const text = formatMessage(message);
        const from = at % text.length;
        const parsed = parseMessage(text.slice(0, from) + noise + text.slice(from + length));
        if (parsed.kind === 'message' && parsed.message.kind === 'request') problemOf(parsed.message);
      }),
    );
  });
});

const REQUEST = [
  'INVITE sip:1002@pbx.sandbox.test SIP/2.0',
  'v: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks',
  'f: "A, \\"B\\"" <sip:1001@pbx.sandbox.test>;tag=asdyka899',
  't:<sip:1002@pbx.sandbox.test>',
  'i: asidkj3ss',
  'CSeq: 1 INVITE',
  'Max-Forwards: 70',
  'm: <sip:abc@df7jal23ls0d.invalid;transport=ws>',
  'Subject: folded',
  '  twice',
];

const written = (lines: readonly string[], body = '') => `${lines.join('\r\n')}\r\n\r\n${body}`;

describe('parseMessage', () => {
  it('expands compact names and unfolds lines', () => {
    const parsed = parseMessage(written(REQUEST));
    if (parsed.kind !== 'message' || parsed.message.kind !== 'request') throw new Error('not a request');
    expect(parsed.message.headers.map(({ name }) => name)).toEqual([
      'Via',
      'From',
      'To',
      'Call-ID',
      'CSeq',
      'Max-Forwards',
      'Contact',
      'Subject',
    ]);
    expect(parsed.message.headers.at(-1)?.value).toBe('folded twice');
    expect(problemOf(parsed.message)).toBeUndefined();
  });

  it.each([
    ['keep-alive of RFC 5626', '\r\n\r\n', 'keepAlive'],
    ['bare line feeds', `${REQUEST.join('\n')}\n\n`, 'malformed'],
    ['no empty line at the end', REQUEST.join('\r\n'), 'malformed'],
    ['another protocol version', written(['INVITE sip:a@b SIP/3.0']), 'malformed'],
    ['a status beyond 699', written(['SIP/2.0 700 What']), 'malformed'],
    ['a header without a name', written([...REQUEST, ': value']), 'malformed'],
    ['a header without a colon', written([...REQUEST, 'nothing here']), 'malformed'],
    ['a control character', written([...REQUEST, 'X: a\u0000b']), 'malformed'],
    ['a body that is too short', written([...REQUEST, 'l: 5'], 'v=0'), 'malformed'],
    ['two lengths', written([...REQUEST, 'l: 3', 'Content-Length: 3'], 'v=0'), 'malformed'],
    ['a length that is none', written([...REQUEST, 'l: -3'], 'v=0'), 'malformed'],
  ])('reads %s as it should', (_, text, kind) => {
    expect(parseMessage(text).kind).toBe(kind);
  });

  it('counts Content-Length in bytes, and cuts off what is beyond it', () => {
    const parsed = parseMessage(written([...REQUEST, 'l: 4'], 'äöxyz'));
    expect(parsed.kind === 'message' && parsed.message.body).toBe('äö');
  });
});

describe('problemOf', () => {
  it.each([
    ['From', 'f: <sip:1001@pbx.sandbox.test>', 'From without a tag'],
    ['To', 't: <sip:1002@pbx.sandbox.test', 'Malformed To'],
    ['Via', 'v: SIP/2.0/WS x.invalid', 'Malformed Via'],
    ['CSeq', 'CSeq: 1 BYE', 'CSeq names another method'],
    ['CSeq number', 'CSeq: 99999999999 INVITE', 'Malformed CSeq'],
    ['Max-Forwards', 'Max-Forwards: many', 'Malformed Max-Forwards'],
    ['Contact', 'm: <sip:a@b>, <sip:c@d>', 'INVITE needs one Contact'],
  ])('finds a bad %s', (_, line, problem) => {
    const name = line.slice(0, line.indexOf(':'));
    const parsed = parseMessage(written(REQUEST.map((old) => (old.startsWith(`${name}:`) ? line : old))));
    expect(parsed.kind === 'message' && parsed.message.kind === 'request' && problemOf(parsed.message)).toBe(
      problem,
    );
  });

  it('finds a missing Via, a second From and a bad Request-URI', () => {
    const problems = [
      REQUEST.filter((line) => !line.startsWith('v:')),
      [...REQUEST, 'From: <sip:x@y>;tag=1'],
      REQUEST.with(0, 'INVITE http://x SIP/2.0'),
    ].map((lines) => {
      const parsed = parseMessage(written(lines));
      return parsed.kind === 'message' && parsed.message.kind === 'request' && problemOf(parsed.message);
    });
    expect(problems).toEqual(['Via is missing', 'From comes twice', 'Malformed Request-URI']);
  });
});
