/**
 * Words of a value as the search index holds them, in lower case: what stands between spaces, and what stands
 * between any other characters than letters and digits. So `ada@brandt.example` is found by `*@brandt.example`
 * and by `brandt`, while `(415) 555-0132` holds `415`, `555`, `0132` and not the whole number.
 */
function tokensOf(value: string): string[] {
  const lower = value.toLowerCase();
  const words = lower.split(/\s+/);
  const parts = lower.split(/[^\p{L}\p{N}]+/u);
  return [...new Set([...words, ...parts])].filter((token) => token !== '');
}

/** CONTAINS_TOKEN: every word of the wanted value is a whole token; `*` stands for any characters of one token. */
export function containsToken(value: string, wanted: string): boolean {
  const patterns = wanted
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (patterns.length === 0) return false;
  const tokens = tokensOf(value);
  return patterns.every((pattern) => {
    const expression = wildcard(pattern);
    return tokens.some((token) => expression.test(token));
  });
}

/** `query`: every word is the start of some token in one of the values, in any order. */
export function matchesQuery(values: readonly string[], query: string): boolean {
  const tokens = values.flatMap(tokensOf);
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.every((word) => tokens.some((token) => token.startsWith(word)));
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\/-]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'u');
}
