const NOTE_SECONDS = 0.5;
/** Around 440 Hz and mostly on it, so that a listener knows the tune and a measurement finds the pitch. */
const TUNE_HZ = [440, 440, 466, 440, 440, 415, 440, 440];
const LOUDNESS = 0.35;
const EDGE_SECONDS = 0.02;

/**
 * One round of the customer's voice, to be played in a loop; samples lie in -1 to 1.
 *
 * @param steadyHz a whole number of Hz gives that tone alone, which joins its own end without a gap.
 */
export function createVoice(sampleRate: number, steadyHz?: number): Float32Array<ArrayBuffer> {
  if (steadyHz !== undefined)
    return Float32Array.from({ length: sampleRate }, (_, i) => sineAt(i, steadyHz, sampleRate));
  const noteLength = Math.round(NOTE_SECONDS * sampleRate);
  return Float32Array.from({ length: noteLength * TUNE_HZ.length }, (_, index) => {
    const within = index % noteLength;
    const edge = EDGE_SECONDS * sampleRate;
    const envelope = Math.min(1, within / edge, (noteLength - within) / edge);
    return envelope * sineAt(within, TUNE_HZ[Math.floor(index / noteLength)] ?? 440, sampleRate);
  });
}

const sineAt = (index: number, frequency: number, sampleRate: number): number =>
  LOUDNESS * Math.sin((2 * Math.PI * frequency * index) / sampleRate);
