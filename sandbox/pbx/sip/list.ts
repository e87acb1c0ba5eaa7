/**
 * Splits a header value at a separator that stands outside of quoted strings and angle brackets
 * (RFC 3261 sections 7.3.1 and 25.1). Parts are trimmed; empty parts are dropped.
 */
export function splitOutsideQuotes(value: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let bracketed = false;
  for (let index = 0; index < value.length; index += 1) {
    const char = value[index];
    if (quoted) {
      if (char === '\\') index += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '<') bracketed = true;
    else if (char === '>') bracketed = false;
    else if (char === separator && !bracketed) {
      parts.push(value.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(value.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** All values of a header field that may be a comma list or repeated, flattened in order. */
export function listOf(values: readonly string[]): string[] {
  return values.flatMap((value) => splitOutsideQuotes(value, ','));
}
