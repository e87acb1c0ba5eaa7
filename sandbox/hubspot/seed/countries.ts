import type { Faker } from '@faker-js/faker';
import { faker as da } from '@faker-js/faker/locale/da';
import { faker as de } from '@faker-js/faker/locale/de';
import { faker as en } from '@faker-js/faker/locale/en';
import { faker as es } from '@faker-js/faker/locale/es';
import { faker as fi } from '@faker-js/faker/locale/fi';
import { faker as fr } from '@faker-js/faker/locale/fr';
import { faker as it } from '@faker-js/faker/locale/it';
import { faker as nb } from '@faker-js/faker/locale/nb_NO';
import { faker as nl } from '@faker-js/faker/locale/nl';
import { faker as pl } from '@faker-js/faker/locale/pl';
import { faker as ptBr } from '@faker-js/faker/locale/pt_BR';
import { faker as pt } from '@faker-js/faker/locale/pt_PT';
import { faker as sv } from '@faker-js/faker/locale/sv';
import { faker as tr } from '@faker-js/faker/locale/tr';
import type { CountryCode } from 'libphonenumber-js/max';

/** Where contacts come from: how often, and whose names they bear. */
export interface SeedCountry {
  code: CountryCode;
  name: string;
  weight: number;
  names: Faker;
}

/** Countries of the seeded contacts; half of the contacts are in the account's own country. */
export const seedCountries: readonly SeedCountry[] = [
  { code: 'US', name: 'United States', weight: 50, names: en },
  { code: 'CA', name: 'Canada', weight: 5, names: en },
  { code: 'GB', name: 'United Kingdom', weight: 6, names: en },
  { code: 'IE', name: 'Ireland', weight: 1, names: en },
  { code: 'AU', name: 'Australia', weight: 2, names: en },
  { code: 'NZ', name: 'New Zealand', weight: 1, names: en },
  { code: 'IN', name: 'India', weight: 2, names: en },
  { code: 'SG', name: 'Singapore', weight: 1, names: en },
  { code: 'ZA', name: 'South Africa', weight: 1, names: en },
  { code: 'NG', name: 'Nigeria', weight: 1, names: en },
  { code: 'KE', name: 'Kenya', weight: 1, names: en },
  { code: 'AE', name: 'United Arab Emirates', weight: 1, names: en },
  { code: 'JP', name: 'Japan', weight: 1, names: en },
  { code: 'KR', name: 'South Korea', weight: 1, names: en },
  { code: 'PH', name: 'Philippines', weight: 1, names: en },
  { code: 'DE', name: 'Germany', weight: 4, names: de },
  { code: 'AT', name: 'Austria', weight: 1, names: de },
  { code: 'CH', name: 'Switzerland', weight: 1, names: de },
  { code: 'FR', name: 'France', weight: 3, names: fr },
  { code: 'BE', name: 'Belgium', weight: 1, names: fr },
  { code: 'ES', name: 'Spain', weight: 2, names: es },
  { code: 'MX', name: 'Mexico', weight: 2, names: es },
  { code: 'AR', name: 'Argentina', weight: 1, names: es },
  { code: 'CL', name: 'Chile', weight: 1, names: es },
  { code: 'PT', name: 'Portugal', weight: 1, names: pt },
  { code: 'BR', name: 'Brazil', weight: 2, names: ptBr },
  { code: 'IT', name: 'Italy', weight: 2, names: it },
  { code: 'NL', name: 'Netherlands', weight: 2, names: nl },
  { code: 'SE', name: 'Sweden', weight: 2, names: sv },
  { code: 'NO', name: 'Norway', weight: 1, names: nb },
  { code: 'DK', name: 'Denmark', weight: 1, names: da },
  { code: 'FI', name: 'Finland', weight: 1, names: fi },
  { code: 'PL', name: 'Poland', weight: 2, names: pl },
  { code: 'TR', name: 'Türkiye', weight: 1, names: tr },
];
