import type { Faker } from '@faker-js/faker';
import {
  type CountryCode,
  getExampleNumber,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

/** Area codes of the seeded US and Canadian numbers; 555-01xx behind them is kept for fiction. */
const areaCodes: Partial<Record<CountryCode, readonly string[]>> = {
  US: [
    '206',
    '212',
    '303',
    '305',
    '312',
    '404',
    '415',
    '503',
    '512',
    '602',
    '617',
    '646',
    '702',
    '713',
    '773',
    '818',
    '916',
    '973',
  ],
  CA: ['416', '514', '604', '403', '613', '204', '902'],
};

/** A valid number of a country, different each time. */
export function randomNumber(random: Faker, country: CountryCode): PhoneNumber {
  const codes = areaCodes[country];
  for (;;) {
    const national = codes
      ? `${random.helpers.arrayElement(codes)}55501${random.string.numeric(2)}`
      : withRandomTail(random, country);
    const parsed = parsePhoneNumberFromString(national, country);
    if (parsed?.isValid()) return parsed;
  }
}

/** Ways in which people type a number of the account's own country. */
const homeFormats: readonly ((number: PhoneNumber, random: Faker) => string)[] = [
  (number) => number.number,
  (number) => number.formatNational(),
  (number) => number.formatInternational(),
  (number) => number.formatInternational().replaceAll(' ', '-'),
  (number) => number.nationalNumber.replace(/(\d{3})(\d{3})(\d{4})/, '$1.$2.$3'),
  (number) => number.nationalNumber,
  (number) => number.nationalNumber.replace(/(\d{3})(\d{3})(\d{4})/, '1-$1-$2-$3'),
  (number, random) => `${number.formatNational()} ext. ${random.number.int({ min: 10, max: 999 })}`,
];

/** Ways in which people type a number of another country; the last ones lack the country code. */
const foreignFormats: readonly ((number: PhoneNumber, random: Faker) => string)[] = [
  (number) => number.number,
  (number) => number.number,
  (number) => number.formatInternational(),
  (number) => number.formatInternational(),
  (number) => number.formatInternational().replaceAll(' ', '-'),
  (number) => number.formatInternational().replaceAll(' ', '.'),
  (number) => `00${number.countryCallingCode} ${number.nationalNumber}`,
  (number, random) => `${number.formatInternational()} x${random.number.int({ min: 10, max: 99 })}`,
  (number) => number.formatNational(),
];

/** The number in one of the ways that are found in a real CRM. */
export function typedForm(random: Faker, number: PhoneNumber): string {
  const formats = number.countryCallingCode === '1' ? homeFormats : foreignFormats;
  return random.helpers.arrayElement(formats)(number, random);
}

function withRandomTail(random: Faker, country: CountryCode): string {
  const example = getExampleNumber(country, examples)?.nationalNumber ?? '';
  const tail = Math.min(5, Math.floor(example.length / 2));
  return example.slice(0, -tail) + random.string.numeric(tail);
}
