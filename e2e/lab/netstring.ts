/** One netstring, `LENGTH:BYTES,`: the framing of baresip's ctrl_tcp. */
export function encodeNetstring(text: string): string {
  return `${Buffer.byteLength(text)}:${text},`;
}

/** Takes the complete netstrings off the front of `buffer`; `rest` waits for more bytes. Throws when it is no netstring. */
export function decodeNetstrings(buffer: Buffer): {
  readonly texts: readonly string[];
  readonly rest: Buffer;
} {
  const texts: string[] = [];
  let rest = buffer;
  for (;;) {
    const colon = rest.indexOf(':');
    if (colon < 0) break;
    const length = Number(rest.subarray(0, colon).toString());
    if (!Number.isInteger(length)) throw new Error(`not a netstring: ${rest.subarray(0, 40).toString()}`);
    const end = colon + 1 + length;
    if (rest.length <= end) break;
    texts.push(rest.subarray(colon + 1, end).toString());
    rest = rest.subarray(end + 1);
  }
  return { texts, rest };
}
