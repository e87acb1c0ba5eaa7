import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../problems/problem.ts';
import { isInternalNumber, parseNumber, readNumber } from './phoneNumbers.ts';

function problemOf(typed: string, region = 'US'): string {
  try {
    readNumber(typed, region);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'none';
}

/** A valid number of some country, with that country. */
const anyNumber = fc.constantFrom(...getCountries()).chain((country) => {
  const example = getExampleNumber(country, examples);
  return example?.isValid() && example.nationalNumber.length > 6
    ? fc.constant(example)
    : fc.constant(undefined);
});

describe('readNumber', () => {
  it.each([
    ['+1 415 555 0132', 'US', { e164: '+14155550132' }],
    ['(415) 555-0132', 'US', { e164: '+14155550132' }],
    ['1-415-555-0132', 'US', { e164: '+14155550132' }],
    ['089 1234567', 'DE', { e164: '+49891234567' }],
    ['+44 (0)20 7946 0018', 'US', { e164: '+442079460018' }],
    ['0044 20 7946 0018', 'US', { e164: '+442079460018' }],
    ['011 44 20 7946 0018', 'US', { e164: '+442079460018' }],
    ['06 1234 5678', 'IT', { e164: '+390612345678' }],
    ['+1 415 555 0132 ext. 12', 'US', { e164: '+14155550132', extension: '12' }],
    ['+1 415 555 0132x12', 'US', { e164: '+14155550132', extension: '12' }],
    ['tel:+1-415-555-0132', 'DE', { e164: '+14155550132' }],
    ['tel:+1-415-555-0132;ext=5', 'DE', { e164: '+14155550132', extension: '5' }],
    ['＋１４１５５５５０１３２', 'DE', { e164: '+14155550132' }],
    ['\u202a+1 415 555 0132\u202c', 'DE', { e164: '+14155550132' }],
    ['+1 555 555 5555', 'DE', { e164: '+15555555555' }],
    ['1001', 'US', { dialled: '1001' }],
    ['30123', 'DE', { dialled: '30123' }],
    ['10-01', 'US', { dialled: '1001' }],
    ['0', 'US', { dialled: '0' }],
    ['911', 'US', { dialled: '911' }],
    ['112', 'DE', { dialled: '112' }],
    ['*97', 'US', { dialled: '*97' }],
    ['*227', 'US', { dialled: '*227' }],
    ['#31#', 'DE', { dialled: '#31#' }],
    ['*21*1001#', 'DE', { dialled: '*21*1001#' }],
  ])('reads %s in %s', (typed, region, expected) => {
    expect(readNumber(typed, region)).toEqual(expected);
  });

  it.each([
    ['', 'numberMissing'],
    ['   ', 'numberMissing'],
    ['tel:', 'numberMissing'],
    ['Ada Brandt', 'nameNotChosen'],
    ['anonymous', 'nameNotChosen'],
    ['sip:1001@pbx.example.com', 'nameNotChosen'],
    ['李', 'nameNotChosen'],
    ['+', 'numberInvalid'],
    ['---', 'numberInvalid'],
    ['5550132', 'numberInvalid'],
    ['123 456 7890', 'numberInvalid'],
    ['+999 12345678', 'numberInvalid'],
    ['+1 415 555 01322222', 'numberInvalid'],
    ['+1 415 555 0132 / +1 415 555 0199', 'numberInvalid'],
    ['415*555*0132', 'numberInvalid'],
  ])('refuses "%s" as %s', (typed, code) => {
    expect(problemOf(typed)).toBe(code);
  });

  it('reads every country’s numbers, however they are written, wherever the agent is', () => {
    fc.assert(
      fc.property(anyNumber, fc.constantFrom('US', 'DE', 'JP'), (number, region) => {
        fc.pre(number !== undefined);
        if (!number) return;
        const e164 = number.number;
        expect(readNumber(e164, region)).toEqual({ e164 });
        expect(readNumber(number.formatInternational(), region)).toEqual({ e164 });
        expect(readNumber(number.formatNational(), number.country ?? region)).toEqual({ e164 });
      }),
    );
  }, 30_000);

  it('takes any text: gives something to dial, or a problem', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('US', 'DE', 'ZZ', ''),
        (typed, region) => {
          const code = problemOf(typed, region);
          if (code !== 'none') return;
          const number = readNumber(typed, region);
          if ('e164' in number) expect(number.e164).toMatch(/^\+\d{4,17}$/);
          else expect(number.dialled).toMatch(/^[\d*#]{1,30}$/);
        },
      ),
    );
  }, 30_000);
});

describe('isInternalNumber', () => {
  it('knows extensions and codes from public numbers', () => {
    expect(['1001', '911', '*97', '0', ' 10 01 '].map(isInternalNumber)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['4155550132', '+491001', 'anonymous', ''].map(isInternalNumber)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('parseNumber', () => {
  it('reads nothing in a region that does not exist, but international numbers', () => {
    expect(parseNumber('415 555 0132', 'ZZ')).toBeUndefined();
    expect(parseNumber('+1 415 555 0132', 'ZZ')?.number).toBe('+14155550132');
  });
});
