import type { PhoneNumber } from 'libphonenumber-js/max';
import { parseNumber } from '../calls/phoneNumbers.ts';

/**
 * How well a contact's number fits the wanted one.
 * `sameExtension`: the same number with the same extension · `exact`: the same E.164 number ·
 * `national`: the same national number, held without a country that could be read ·
 * `otherExtension`: the same number, and only one of the two has an extension.
 */
export type Fit = 'sameExtension' | 'exact' | 'national' | 'otherExtension';

/**
 * Compares a number as HubSpot holds it with the wanted one.
 * @param region where the holders of numbers without a country are taken to be; the wanted number's own country is tried
 * only where the text is no number of the region
 * @returns undefined for another number, and for the same number with another extension
 */
export function fitOf(held: string, wanted: PhoneNumber, region: string): Fit | undefined {
  const read = parseNumber(held, region);
  if (read?.number === wanted.number) return withExtensions(read.ext, wanted.ext, 'exact');
  if (read?.isValid() || /^\s*(?:\+|00)/.test(held)) return undefined;
  const national = nationalReading(held, wanted);
  return national && withExtensions(national.ext, wanted.ext, 'national');
}

function withExtensions(
  held: string | undefined,
  wanted: string | undefined,
  without: 'exact' | 'national',
): Fit | undefined {
  if (held === undefined && wanted === undefined) return without;
  if (held === undefined || wanted === undefined) return 'otherExtension';
  return held === wanted ? 'sameExtension' : undefined;
}

/** The held number read in the wanted number's country, or as an international number whose + was left out. */
function nationalReading(held: string, wanted: PhoneNumber): PhoneNumber | undefined {
  const inItsCountry = wanted.country && parseNumber(held, wanted.country);
  if (inItsCountry?.number === wanted.number) return inItsCountry;
  const withPlus = parseNumber(`+${held.trim()}`, '');
  return withPlus?.number === wanted.number ? withPlus : undefined;
}
