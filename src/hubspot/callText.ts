/** HubSpot's limit for text properties is 65,536 characters. */
const longestBody = 60_000;
const longestLine = 255;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' };

/**
 * Paragraphs of plain text as the HTML that HubSpot shows on the timeline: no character of the text can become markup,
 * line ends become `<br>`. Empty paragraphs are left out; where it gets too long the first one is cut.
 */
export function asHtml(paragraphs: readonly string[]): string {
  const [first = '', ...rest] = paragraphs.map(plainText).filter((text) => text !== '');
  const escapedRest = rest.map((text) => escapeWithin(text, longestBody));
  const tail = escapedRest
    .map((text) => `<br><br>${text}`)
    .join('')
    .slice(0, longestBody);
  return escapeWithin(first, longestBody - tail.length) + tail;
}

/** Text for a one-line property: no line ends, no control characters, at most 255 characters. */
export function asLine(text: string): string {
  return cutAt(plainText(text).replaceAll(/\s+/g, ' '), longestLine);
}

function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** Escapes until the result is full, so that a cut never falls into an entity or a character. */
function escapeWithin(text: string, limit: number): string {
  const parts: string[] = [];
  let length = 0;
  for (const character of text) {
    const escaped = entities[character] ?? character;
    length += escaped.length;
    if (length > limit) break;
    parts.push(escaped);
  }
  return parts.join('');
}

function cutAt(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}
