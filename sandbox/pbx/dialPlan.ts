import { AGENTS, SPECIAL_NUMBERS } from './accounts.ts';
import { CUSTOMER_USER } from './domain.ts';

/** Where a dialled user part leads. */
export type Destination =
  | { readonly kind: 'registrations'; readonly user: string }
  | { readonly kind: 'special'; readonly name: keyof typeof SPECIAL_NUMBERS }
  | { readonly kind: 'unknown' };

const UNKNOWN: Destination = { kind: 'unknown' };

/**
 * Finds out where a dialled user part leads. Up to four digits are an extension. Five to fifteen digits (E.164's
 * maximum, plus a `00` or `011` in front), with or without "+", are an external number; separators of RFC 3966
 * section 5.1.1 and blanks do not count.
 */
export function destinationOf(dialled: string): Destination {
  if (dialled === CUSTOMER_USER) return { kind: 'registrations', user: CUSTOMER_USER };
  if (AGENTS.some((agent) => agent.username === dialled)) return { kind: 'registrations', user: dialled };

  const number = dialled.replace(/;.*$/s, '').replace(/[\s\-.()]/g, '');
  const digits = /^\+?(\d{5,18})$/.exec(number)?.[1]?.replace(/^(?:00|011)/, '');
  if (digits === undefined || digits.length < 5 || digits.length > 15) return UNKNOWN;
  const name = specialNumberOf(digits);
  return name ? { kind: 'special', name } : { kind: 'registrations', user: CUSTOMER_USER };
}

function specialNumberOf(digits: string): keyof typeof SPECIAL_NUMBERS | undefined {
  const names = Object.keys(SPECIAL_NUMBERS) as (keyof typeof SPECIAL_NUMBERS)[];
  return names.find((name) => {
    const international = SPECIAL_NUMBERS[name].slice(1);
    return digits === international || digits === international.slice(1);
  });
}
