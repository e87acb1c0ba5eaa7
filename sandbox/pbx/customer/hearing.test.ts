import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominantFrequency, levelOf } from './hearing.ts';
import { createVoice } from './melody.ts';

/** Magnitudes in dB of the bins around a tone, with the Blackman window that AnalyserNode applies. */
function spectrumOf(samples: Float32Array, fftSize: number): Float32Array {
  const windowed = Float64Array.from({ length: fftSize }, (_, n) => {
    const phase = (2 * Math.PI * n) / fftSize;
    return (samples[n] ?? 0) * (0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase));
  });
  return Float32Array.from({ length: fftSize / 2 }, (_, bin) => {
    let [real, imaginary] = [0, 0];
    windowed.forEach((sample, n) => {
      real += sample * Math.cos((2 * Math.PI * bin * n) / fftSize);
      imaginary -= sample * Math.sin((2 * Math.PI * bin * n) / fftSize);
    });
    return 20 * Math.log10(Math.hypot(real, imaginary) / fftSize + 1e-9);
  });
}

describe('dominantFrequency', () => {
  it('finds a tone to within a hertz and a half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 3400 }), (frequency) => {
        const spectrum = spectrumOf(createVoice(8000, frequency), 512);
        expect(Math.abs(dominantFrequency(spectrum, 8000) - frequency)).toBeLessThan(1.5);
      }),
      { numRuns: 15 },
    );
  });

  it('lives with silence', () => {
    expect(dominantFrequency(new Float32Array(512).fill(-Infinity), 8000)).toBeGreaterThan(0);
  });
});

describe('levelOf', () => {
  it('is -3 dBFS for a full sine, and -100 for silence', () => {
    const sine = Float32Array.from({ length: 8000 }, (_, n) => Math.sin((2 * Math.PI * 100 * n) / 8000));
    expect(levelOf(sine)).toBeCloseTo(-3.01, 1);
    expect(levelOf(new Float32Array(100))).toBe(-100);
    expect(levelOf(new Float32Array(0))).toBe(-100);
  });
});

describe('createVoice', () => {
  it('joins its own end without a jump, within full scale', () => {
    for (const voice of [createVoice(48_000), createVoice(48_000, 1000)]) {
      const largest = (samples: Float32Array) => samples.reduce((most, sample) => Math.max(most, sample));
      const steps = voice.map((sample, index) => Math.abs(sample - (voice.at(index - 1) ?? 0)));
      expect(largest(steps)).toBeLessThan(0.06);
      expect(largest(voice)).toBeGreaterThan(0.3);
      expect(largest(voice)).toBeLessThan(1);
    }
  });
});
