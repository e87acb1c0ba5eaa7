import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPECIAL_NUMBERS } from './accounts.ts';
import { destinationOf } from './dialPlan.ts';

const CUSTOMER = { kind: 'registrations', user: 'customer' };
const UNKNOWN = { kind: 'unknown' };

describe('destinationOf', () => {
  it.each([
    ['1001', { kind: 'registrations', user: '1001' }],
    ['1003', UNKNOWN],
    ['customer', CUSTOMER],
    ['+12025550143', CUSTOMER],
    ['(202) 555-0143', CUSTOMER],
    ['030 901820', CUSTOMER],
    ['00493090182000', CUSTOMER],
    ['+12025550143;phone-context=example.com', CUSTOMER],
    ['+1234567890123456', UNKNOWN],
    ['911', UNKNOWN],
    ['', UNKNOWN],
    ['+', UNKNOWN],
    ['alice', UNKNOWN],
  ])('leads %s to the right place', (dialled, destination) => {
    expect(destinationOf(dialled)).toEqual(destination);
  });

  it('knows the special numbers in every writing', () => {
    for (const [name, number] of Object.entries(SPECIAL_NUMBERS)) {
      const writings = [
        number,
        number.slice(1),
        number.slice(2),
        `011${number.slice(1)}`,
        `00${number.slice(1)}`,
      ];
      expect(writings.map(destinationOf)).toEqual(writings.map(() => ({ kind: 'special', name })));
    }
  });

  it('leads every E.164 number somewhere, and no text breaks it', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 13 });
    fc.assert(
      fc.property(digits, (number) => {
        expect(destinationOf(`+1${number}`).kind).not.toBe('unknown');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void destinationOf(text)));
  });
});
