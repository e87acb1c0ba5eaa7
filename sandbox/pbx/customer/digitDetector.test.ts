import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS_HZ, DigitDetector, KEYS, ROWS_HZ } from './digitDetector.ts';
import { createVoice } from './melody.ts';

/** The sound of digits: each for `toneMs`, then as long a silence. */
function soundOf(digits: string, sampleRate: number, toneMs: number): Float32Array {
  const length = Math.round((toneMs / 1000) * sampleRate);
  const samples = [...digits].flatMap((digit) => {
    const row = KEYS.findIndex((keys) => keys.includes(digit));
    const pair = [ROWS_HZ[row] ?? 0, COLUMNS_HZ[KEYS[row]?.indexOf(digit) ?? 0] ?? 0];
    const at = (index: number) =>
      pair.reduce(
        (sum, frequency) => sum + 0.3 * Math.sin((2 * Math.PI * frequency * index) / sampleRate),
        0,
      );
    return [...Array.from({ length }, (_, index) => at(index)), ...Array.from({ length }, () => 0)];
  });
  return Float32Array.from(samples);
}

function detect(samples: Float32Array, sampleRate: number, pieceLength = 128): string {
  let digits = '';
  const detector = new DigitDetector(sampleRate, (digit) => {
    digits += digit;
  });
  for (let at = 0; at < samples.length; at += pieceLength)
    detector.add(samples.subarray(at, at + pieceLength));
  return digits;
}

describe('DigitDetector', () => {
  it('finds every digit once, in order, in pieces of any length', () => {
    const digits = fc.string({ unit: fc.constantFrom(...KEYS.join('')), maxLength: 6 });
    const rates = fc.constantFrom(8000, 44_100, 48_000);
    const lengths = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(
        digits,
        rates,
        fc.integer({ min: 45, max: 200 }),
        lengths,
        (typed, rate, toneMs, pieceLength) => {
          expect(detect(soundOf(typed, rate, toneMs), rate, pieceLength)).toBe(typed);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('hears no digit in the voice, in single tones or in noise', () => {
    const rate = 48_000;
    const noise = Float32Array.from({ length: rate }, (_, index) => Math.sin(index * index * 12.9898) * 0.5);
    const tones = [...ROWS_HZ, ...COLUMNS_HZ, 440, 1000].map((frequency) => createVoice(rate, frequency));
    for (const samples of [createVoice(rate), noise, ...tones]) expect(detect(samples, rate)).toBe('');
  });

  it('hears no digit in a click of 15 ms', () => {
    expect(detect(soundOf('5', 8000, 15), 8000)).toBe('');
  });
});
