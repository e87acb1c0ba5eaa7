/** One channel of sound; samples from -1 to 1, `rate` in samples per second. */
export interface Sound {
  readonly rate: number;
  readonly samples: Float64Array;
}

/**
 * A sine. `amplitude` is its peak, 1 being full scale; 0.5 (-6 dBFS) unless told. Frequency in Hz. With `burstSeconds`
 * it sounds in bursts of that length with pauses as long, as a microphone's tone has to: the noise suppression of WebRTC
 * takes a steady tone for noise and turns it down, by 26 dB within seconds.
 */
export function sine(tone: {
  readonly frequency: number;
  readonly seconds: number;
  readonly rate: number;
  readonly amplitude?: number;
  readonly burstSeconds?: number;
}): Sound {
  const { frequency, seconds, rate, amplitude = 0.5, burstSeconds = seconds } = tone;
  const samples = Float64Array.from({ length: Math.round(seconds * rate) }, (_, index) => {
    const sounds = Math.floor(index / rate / burstSeconds) % 2 === 0;
    return sounds ? amplitude * Math.sin((2 * Math.PI * frequency * index) / rate) : 0;
  });
  return { rate, samples };
}

/** The part of `sound` between two times in seconds; to the end without the second. */
export function slice(sound: Sound, fromSeconds: number, toSeconds = Number.POSITIVE_INFINITY): Sound {
  const { rate, samples } = sound;
  return { rate, samples: samples.subarray(fromSeconds * rate, Math.min(toSeconds * rate, samples.length)) };
}

/** Level in dBFS of the whole sound, 0 being a sine at full scale. Silence, or no sample at all, is -Infinity. */
export function level(sound: Sound): number {
  if (sound.samples.length === 0) return Number.NEGATIVE_INFINITY;
  let energy = 0;
  for (const sample of sound.samples) energy += sample * sample;
  return decibels(Math.sqrt((2 * energy) / sound.samples.length));
}

/**
 * Level in dBFS of one frequency in Hz, 0 being a sine at full scale: the Goertzel algorithm over the whole sound under
 * a Hann window, so that a strong tone does not leak into the others. Tones closer than 4 / duration are not told apart.
 */
export function levelAt(sound: Sound, frequency: number): number {
  return goertzel(windowed(sound), frequency);
}

/**
 * The strongest frequency in Hz between 50 Hz and half the rate, to 0.25 Hz, and its level in dBFS. Searches one second
 * in the middle at most, so give it the part that matters. Less than 0.1 s, and silence, hold none: 0 Hz, -Infinity.
 */
export function dominant(sound: Sound): { readonly frequency: number; readonly level: number } {
  const coarsePart = middle(sound, 0.25);
  const duration = coarsePart.samples.length / sound.rate;
  if (duration < 0.1) return { frequency: 0, level: Number.NEGATIVE_INFINITY };
  // A Hann window's main lobe is 4 / duration wide: a step of 1 / duration cannot miss a peak.
  const step = 1 / duration;
  const coarse = strongest(coarsePart, 50, sound.rate / 2, step);
  return strongest(middle(sound, 1), coarse.frequency - step, coarse.frequency + step, 0.25);
}

/** The loudest stretch of `seconds`, 0.2 unless told: one burst out of a sound with pauses. */
export function loudest(sound: Sound, seconds = 0.2): Sound {
  let best = slice(sound, 0, seconds);
  for (let from = 0; (from + seconds) * sound.rate <= sound.samples.length; from += 0.02) {
    const stretch = slice(sound, from, from + seconds);
    if (level(stretch) > level(best)) best = stretch;
  }
  return best;
}

function middle(sound: Sound, seconds: number): Sound {
  const centre = sound.samples.length / sound.rate / 2;
  return slice(sound, Math.max(0, centre - seconds / 2), centre + seconds / 2);
}

function strongest(sound: Sound, from: number, to: number, step: number) {
  const prepared = windowed(sound);
  let best = { frequency: 0, level: Number.NEGATIVE_INFINITY };
  for (let frequency = from; frequency <= to; frequency += step) {
    const found = goertzel(prepared, frequency);
    if (found > best.level) best = { frequency, level: found };
  }
  return best;
}

/** The sound under a Hann window. */
function windowed({ rate, samples }: Sound): Sound {
  const turn = (2 * Math.PI) / samples.length;
  return { rate, samples: samples.map((sample, index) => sample * (0.5 - 0.5 * Math.cos(turn * index))) };
}

function goertzel({ rate, samples }: Sound, frequency: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let previous = 0;
  let beforePrevious = 0;
  for (const sample of samples) {
    const current = sample + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = current;
  }
  const power =
    previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
  // The window halves the amplitude, and a sine's energy is split between its two spectral lines.
  return decibels((4 * Math.sqrt(Math.max(power, 0))) / Math.max(samples.length, 1));
}

function decibels(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}
