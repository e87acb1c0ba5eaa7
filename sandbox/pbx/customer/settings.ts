/** What the page's address sets up. */
export interface PageSettings {
  readonly number: string;
  readonly name: string;
  readonly auto: boolean;
  /** Hz, whole; undefined for the melody. */
  readonly tone: number | undefined;
}

/** A number for a phone whose address names none; kept for fiction by the North American plan. */
const DEFAULT_NUMBER = '+12025550143';

/** Reads `?number=&name=&auto=1&tone=`. A tone outside of what a telephone carries counts as none. */
export function readSettings(search: string): PageSettings {
  const parameters = new URLSearchParams(search);
  const tone = Number(parameters.get('tone') ?? Number.NaN);
  const isTone = Number.isInteger(tone) && tone >= 100 && tone <= 3400;
  return {
    number: numberIn(parameters.get('number') ?? '') || DEFAULT_NUMBER,
    name: parameters.get('name')?.trim() ?? '',
    auto: parameters.get('auto') === '1',
    tone: isTone ? tone : undefined,
  };
}

/** A bare "+" in an address means a blank, but in front of a number it was meant as "+". */
const numberIn = (text: string): string => text.replace(/^ (?=\d)/, '+').trim();

/** A typed number without separators; undefined when it is none. */
export function normalizeNumber(typed: string): string | undefined {
  const number = typed.replace(/[\s\-.()/]/g, '');
  return /^\+?\d{5,15}$/.test(number) ? number : undefined;
}
