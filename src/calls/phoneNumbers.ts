import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { ProblemError } from '../problems/problem.ts';

/**
 * What can be dialled: a public number (`e164`, RFC 3966's global number), with the extension behind it where there is one;
 * or `dialled`: an internal number or a service code as it is to be sent.
 */
export type DialNumber =
  | { readonly e164: string; readonly extension?: string }
  | { readonly dialled: string };

/** Up to here a number without a country is internal: the private numbering plans of PBXs are rarely longer. */
const longestInternalNumber = 6;

/** Internal numbers, emergency numbers and service codes such as `*97`, `**1001` and `*21*1001#`. */
const internalNumber = new RegExp(`^\\d{1,${longestInternalNumber}}$`);
const serviceCode = /^[*#][\d*#]{1,29}$/;

/**
 * Reads what a person typed, or what HubSpot holds, as a number to dial.
 * @param region ISO 3166 region in which national numbers are read
 * @throws ProblemError `numberMissing` for nothing, `nameNotChosen` for words, `numberInvalid` for what nobody has
 */
export function readNumber(typed: string, region: string): DialNumber {
  const text = plainText(typed);
  if (text === '') throw new ProblemError('numberMissing');
  // Grouping is for the eye; a service code's own characters stay.
  const compact = text.replaceAll(/[\s().\-/]/g, '');
  if (serviceCode.test(compact) || internalNumber.test(compact)) return { dialled: compact };
  const number = parseNumber(text, region);
  // An explicit country code is the person's word: new ranges are in use before libphonenumber knows them.
  if (number?.isValid() || (text.startsWith('+') && number?.isPossible()))
    return { e164: number.number, ...(number.ext !== undefined && { extension: number.ext }) };
  if (!number && /\p{L}/u.test(text)) throw new ProblemError('nameNotChosen');
  throw new ProblemError('numberInvalid');
}

/**
 * Reads a number with libphonenumber's rules: national in `region`, international with + or 00, with an extension.
 * The number may be one that nobody has: ask it with `isValid` or `isPossible`.
 */
export function parseNumber(typed: string, region: string): PhoneNumber | undefined {
  const text = plainText(typed);
  const defaultCountry = countryOf(region);
  const options = { extract: false, ...(defaultCountry && { defaultCountry }) };
  const read = parsePhoneNumberFromString(text, options);
  if (read?.isValid() || !text.startsWith('00')) return read;
  // 00 is the way abroad nearly everywhere, and people keep it in numbers that they bring to North America.
  const abroad = parsePhoneNumberFromString(`+${text.slice(2)}`, options);
  return abroad?.isValid() ? abroad : read;
}

/** Whether a number is too short to be anybody's public number: an extension, an emergency number, a service code. */
export function isInternalNumber(number: string): boolean {
  const compact = plainText(number).replaceAll(/[\s().\-/]/g, '');
  return internalNumber.test(compact) || serviceCode.test(compact);
}

function countryOf(region: string): CountryCode | undefined {
  return isSupportedCountry(region) ? region : undefined;
}

/** Full-width and other compatibility digits become plain ones; a `tel:` link (RFC 3966) gives its number. */
function plainText(typed: string): string {
  return typed
    .slice(0, 250)
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/;ext=(\d{1,10})/i, ' ext. $1')
    .replace(/;.*$/s, '')
    .trim();
}
