import fc from 'fast-check';
import type { SipHeader, SipMessage } from './message.ts';
import type { NameAddress } from './nameAddress.ts';
import { quote } from './parameters.ts';
import type { SipUri } from './uri.ts';
import type { Via } from './via.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const TOKEN_CHARACTERS = `${LETTERS}${LETTERS.toUpperCase()}0123456789-.!%*_+\`'~`;

const textOf = (characters: string, minLength: number, maxLength = 12) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });

const tokens = textOf(TOKEN_CHARACTERS, 1);

/** Text without line ends and other control characters, trimmed, as a header value is after parsing. */
const headerValues = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  .map((text) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim());

const parameterValues = fc.oneof(
  fc.constant(undefined),
  tokens,
  fc.string({ maxLength: 10 }).map(quote),
  fc.constant('[2001:db8::1]'),
);

const parametersWith = (values: fc.Arbitrary<string | undefined>) =>
  fc
    .uniqueArray(fc.tuple(textOf(`${LETTERS}0123456789-.`, 1), values), {
      selector: ([name]) => name,
      maxLength: 4,
    })
    .map((entries) => new Map(entries));

const hosts = fc.oneof(
  fc.domain().map((name) => name.toLowerCase()),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address.toLowerCase()}]`),
);
const ports = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined });

export const uris: fc.Arbitrary<SipUri> = fc.record({
  scheme: fc.constantFrom('sip' as const, 'sips' as const),
  user: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }), { nil: undefined }),
  host: hosts,
  port: ports,
  parameters: parametersWith(fc.option(textOf(TOKEN_CHARACTERS, 1), { nil: undefined })),
  headers: fc.option(textOf(`${LETTERS}=&%`, 0), { nil: undefined }),
});

export const nameAddresses: fc.Arbitrary<NameAddress> = fc.record({
  displayName: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined }),
  uri: uris,
  parameters: parametersWith(parameterValues),
});

export const vias: fc.Arbitrary<Via> = fc.record({
  transport: fc.constantFrom('WS', 'WSS', 'UDP', 'TCP'),
  host: hosts,
  port: ports,
  parameters: parametersWith(parameterValues),
});

const headers: fc.Arbitrary<SipHeader[]> = fc.array(
  fc.record({
    // One letter may be a compact form, which comes back as its long form.
    name: textOf(TOKEN_CHARACTERS, 2).filter((name) => name.toLowerCase() !== 'content-length'),
    value: headerValues,
  }),
  { maxLength: 8 },
);
const bodies = fc.string({ unit: 'grapheme', maxLength: 60 });

export const messages: fc.Arbitrary<SipMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    method: tokens,
    uri: textOf(`${TOKEN_CHARACTERS}:@;=?`, 1),
    headers,
    body: bodies,
  }),
  fc.record({
    kind: fc.constant('response' as const),
    status: fc.integer({ min: 100, max: 699 }),
    reason: headerValues,
    headers,
    body: bodies,
  }),
);
