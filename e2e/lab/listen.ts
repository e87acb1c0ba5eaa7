/** What a browser hears on one track. */
export interface HeardTone {
  /** The strongest frequency in Hz, to about 2 Hz; 0 in digital silence. */
  readonly frequency: number;
  /** Level of that frequency in dBFS, 0 being a sine at full scale; JSON has no -Infinity, so silence is -200. */
  readonly level: number;
}

/**
 * Listens to a stream for `milliseconds` and says what is strongest in it; of several looks the one of median level.
 * Runs in the browser and is sent there as text (`page.evaluate`, `Runtime.evaluate`), so it uses nothing from outside
 * itself. The stream must also be played by an element, or Chromium does not decode it.
 */
export async function listenTo(stream: MediaStream, milliseconds: number): Promise<HeardTone> {
  const SILENCE_DB = -200;
  const LOOKS = 5;
  // The analyser's Blackman window and one-sided spectrum show a sine of amplitude 1 at 0.42 / 2.
  const WINDOW_DB = 20 * Math.log10(2 / 0.42);
  // A call on hold may have taken its track out of the stream.
  if (stream.getAudioTracks().length === 0) return { frequency: 0, level: SILENCE_DB };
  const context = new AudioContext();
  try {
    await context.resume();
    const analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    analyser.smoothingTimeConstant = 0;
    context.createMediaStreamSource(stream).connect(analyser);
    const hertzPerBin = context.sampleRate / analyser.fftSize;
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    const looks: { frequency: number; level: number }[] = [];
    for (let look = 0; look < LOOKS; look++) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds / LOOKS));
      analyser.getFloatFrequencyData(spectrum);
      let peak = 1;
      for (let bin = 2; bin < spectrum.length - 1; bin++) {
        if ((spectrum[bin] ?? SILENCE_DB) > (spectrum[peak] ?? SILENCE_DB)) peak = bin;
      }
      const [before, at, after] = [peak - 1, peak, peak + 1].map((bin) => spectrum[bin] ?? SILENCE_DB);
      if (before === undefined || at === undefined || after === undefined || !Number.isFinite(at)) {
        looks.push({ frequency: 0, level: SILENCE_DB });
        continue;
      }
      // The top of the parabola through the three bins of a peak.
      const curve = before - 2 * at + after;
      const shift = Number.isFinite(curve) && curve < 0 ? (0.5 * (before - after)) / curve : 0;
      const top = at - 0.25 * (Number.isFinite(before - after) ? before - after : 0) * shift;
      looks.push({ frequency: (peak + shift) * hertzPerBin, level: top + WINDOW_DB });
    }
    looks.sort((one, other) => one.level - other.level);
    return looks[Math.floor(LOOKS / 2)] ?? { frequency: 0, level: SILENCE_DB };
  } finally {
    await context.close();
  }
}
