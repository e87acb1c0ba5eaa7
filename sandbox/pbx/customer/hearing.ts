/** Quieter than this is silence: a G.711 or Opus channel without speech stays below it. */
const SILENCE_DBFS = -55;

/** What a moment of sound is. */
export interface Heard {
  /** RMS level in dB below full scale, -100 at least. */
  readonly level: number;
  /** The strongest frequency; undefined in silence. */
  readonly frequency: number | undefined;
}

/** RMS level of samples in -1 to 1, in dBFS. */
export function levelOf(samples: Float32Array): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return Math.max(-100, 10 * Math.log10(energy));
}

/**
 * The strongest frequency of a spectrum in Hz, finer than a bin by the parabola through the peak and its neighbours.
 *
 * @param spectrum dB per bin, from 0 Hz to half the sample rate, as AnalyserNode gives it.
 */
export function dominantFrequency(spectrum: Float32Array, sampleRate: number): number {
  // The lowest bins hold the offset, not sound.
  let peak = 2;
  for (let bin = 3; bin < spectrum.length - 1; bin += 1) {
    if ((spectrum[bin] ?? -Infinity) > (spectrum[peak] ?? -Infinity)) peak = bin;
  }
  const [left = 0, top = 0, right = 0] = spectrum.subarray(peak - 1, peak + 2);
  const curve = left - 2 * top + right;
  const offset = Number.isFinite(curve) && curve !== 0 ? (0.5 * (left - right)) / curve : 0;
  return ((peak + offset) * sampleRate) / (2 * spectrum.length);
}

/** Level and frequency of the sound an analyser holds. */
export function listen(analyser: AnalyserNode): Heard {
  const samples = new Float32Array(analyser.fftSize);
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatTimeDomainData(samples);
  analyser.getFloatFrequencyData(spectrum);
  const level = levelOf(samples);
  const isSound = level > SILENCE_DBFS;
  return { level, frequency: isSound ? dominantFrequency(spectrum, analyser.context.sampleRate) : undefined };
}
