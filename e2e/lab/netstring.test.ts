import { expect, test } from 'vitest';
import { decodeNetstrings, encodeNetstring } from './netstring.ts';

test('counts bytes, not characters', () => {
  expect(encodeNetstring('Zoë')).toBe('4:Zoë,');
});

test('takes whole messages and leaves the rest, wherever the stream is cut', () => {
  const stream = Buffer.from(encodeNetstring('{"a":1}') + encodeNetstring('Zoë'));
  for (let cut = 0; cut <= stream.length; cut++) {
    const first = decodeNetstrings(stream.subarray(0, cut));
    const second = decodeNetstrings(Buffer.concat([first.rest, stream.subarray(cut)]));
    expect([...first.texts, ...second.texts]).toEqual(['{"a":1}', 'Zoë']);
    expect(second.rest).toHaveLength(0);
  }
});

test('refuses what is no netstring', () => {
  expect(() => decodeNetstrings(Buffer.from('hello: world'))).toThrow('not a netstring');
});
