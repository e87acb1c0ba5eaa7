import { expect, test } from 'vitest';
import { sine } from './tone.ts';
import { decodeWav, encodeWav } from './wav.ts';

const tone = sine({ frequency: 440, seconds: 0.1, rate: 8_000 });

/** A WAV file with the given format and data chunks, and a LIST chunk of odd length before its data. */
function wav(code: number, channels: number, bits: number, data: Buffer): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(8_000, 4);
  format.writeUInt32LE((8_000 * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  const chunk = (name: string, body: Buffer) => {
    const header = Buffer.alloc(8);
    header.write(name, 0);
    header.writeUInt32LE(body.length, 4);
    return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
  };
  const chunks = Buffer.concat([
    chunk('fmt ', format),
    chunk('LIST', Buffer.from('odd')),
    chunk('data', data),
  ]);
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), chunks]);
}

test('reads what it wrote', () => {
  const read = decodeWav(encodeWav(tone));
  expect(read.rate).toBe(8_000);
  expect(read.samples).toHaveLength(800);
  for (const [index, sample] of read.samples.entries())
    expect(sample).toBeCloseTo(tone.samples[index] ?? 2, 3);
});

test('clips what is louder than full scale', () => {
  const read = decodeWav(encodeWav({ rate: 8_000, samples: Float64Array.of(2, -2) }));
  expect([...read.samples].map(Math.round)).toEqual([1, -1]);
});

test('reads a recording under way, whose header says no length or one too long', () => {
  for (const stated of [0, 0x7fff_ffff]) {
    const file = encodeWav(tone);
    file.writeUInt32LE(stated, 40);
    expect(decodeWav(file).samples).toHaveLength(800);
  }
});

test('takes the first channel of a float file and skips chunks it does not know', () => {
  const data = Buffer.alloc(16);
  [0.25, 9, -0.5, 9].forEach((sample, index) => {
    data.writeFloatLE(sample, 4 * index);
  });
  expect([...decodeWav(wav(3, 2, 32, data)).samples]).toEqual([0.25, -0.5]);
});

test.each([
  ['no RIFF', Buffer.from('OggS, and some more bytes'), 'not a WAV file'],
  ['no data', encodeWav(tone).subarray(0, 36), 'without data'],
  ['8 bits', wav(1, 1, 8, Buffer.alloc(4)), 'format 1 of 8 bits'],
])('refuses a file with %s', (_, file, message) => {
  expect(() => decodeWav(file)).toThrow(message);
});
