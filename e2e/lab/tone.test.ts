import { describe, expect, test } from 'vitest';
import { dominant, level, levelAt, loudest, type Sound, sine, slice } from './tone.ts';

function mix(...sounds: readonly [Sound, ...Sound[]]): Sound {
  const [first] = sounds;
  const samples = first.samples.map((_, index) =>
    sounds.reduce((sum, sound) => sum + (sound.samples[index] ?? 0), 0),
  );
  return { rate: first.rate, samples };
}

const silence: Sound = { rate: 8_000, samples: new Float64Array(8_000) };

describe('level', () => {
  test('a sine at full scale is 0 dBFS, at half scale -6', () => {
    expect(level(sine({ frequency: 1_000, seconds: 1, rate: 8_000, amplitude: 1 }))).toBeCloseTo(0, 2);
    expect(level(sine({ frequency: 1_000, seconds: 1, rate: 8_000 }))).toBeCloseTo(-6.02, 2);
  });

  test('silence and no sound at all are -Infinity', () => {
    expect(level(silence)).toBe(Number.NEGATIVE_INFINITY);
    expect(level({ rate: 8_000, samples: new Float64Array() })).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('levelAt', () => {
  test.each([8_000, 16_000, 48_000])('measures each tone of a mixture at %i samples/s', (rate) => {
    const sound = mix(
      sine({ frequency: 440, seconds: 1, rate, amplitude: 0.1 }),
      sine({ frequency: 1_000, seconds: 1, rate }),
    );
    expect(levelAt(sound, 440)).toBeCloseTo(-20, 1);
    expect(levelAt(sound, 1_000)).toBeCloseTo(-6.02, 1);
  });

  test('a strong tone does not leak into a frequency that is absent', () => {
    const sound = sine({ frequency: 1_003.7, seconds: 0.2, rate: 8_000, amplitude: 1 });
    expect(levelAt(sound, 440)).toBeLessThan(-80);
  });

  test('silence holds nothing', () => {
    expect(levelAt(silence, 440)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('dominant', () => {
  test.each([
    [440, 8_000],
    [1_000, 8_000],
    [1_234.5, 48_000],
    [3_400, 8_000],
  ])('finds %d Hz at %i samples/s', (frequency, rate) => {
    const found = dominant(sine({ frequency, seconds: 2, rate }));
    expect(Math.abs(found.frequency - frequency)).toBeLessThanOrEqual(0.25);
    expect(Math.abs(found.level + 6.02)).toBeLessThan(0.2);
  });

  test('finds no tone in silence, nor in less than 0.1 s', () => {
    expect(dominant(silence)).toEqual({ frequency: 0, level: Number.NEGATIVE_INFINITY });
    expect(dominant(slice(sine({ frequency: 440, seconds: 1, rate: 8_000 }), 0, 0.05)).frequency).toBe(0);
  });

  test('takes the stronger of two tones', () => {
    const sound = mix(
      sine({ frequency: 440, seconds: 1, rate: 8_000, amplitude: 0.3 }),
      sine({ frequency: 1_000, seconds: 1, rate: 8_000, amplitude: 0.2 }),
    );
    expect(dominant(sound).frequency).toBeCloseTo(440, 0);
  });
});

describe('bursts', () => {
  const bursts = sine({ frequency: 1_000, seconds: 3, rate: 8_000, burstSeconds: 0.3 });

  test('sound and pause take turns', () => {
    expect(level(slice(bursts, 0.05, 0.25))).toBeCloseTo(-6.02, 1);
    expect(level(slice(bursts, 0.35, 0.55))).toBe(Number.NEGATIVE_INFINITY);
  });

  test('loudest finds a burst, with the level of its tone', () => {
    expect(levelAt(loudest(bursts), 1_000)).toBeCloseTo(-6.02, 1);
    expect(loudest(bursts).samples).toHaveLength(1_600);
  });
});
