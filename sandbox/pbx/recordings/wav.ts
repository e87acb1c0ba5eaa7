const SAMPLE_RATE = 8000;
const HEADER_BYTES = 44;

/** 16-bit mono PCM at 8 kHz as a WAV file (RIFF, format 1). Samples lie in -1 to 1. */
export function encodeWav(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const dataBytes = samples.length * 2;
  const file = new Uint8Array(HEADER_BYTES + dataBytes);
  const view = new DataView(file.buffer);
  const text = (at: number, value: string) => file.set(new TextEncoder().encode(value), at);
  text(0, 'RIFF');
  view.setUint32(4, file.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  samples.forEach((sample, index) => {
    view.setInt16(HEADER_BYTES + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  });
  return file;
}

/**
 * The sound of a sandbox recording: the two voices of a call in turns of half a second, 440 Hz and 587 Hz, with soft
 * edges, so that a listener hears at once that both are there.
 */
export function twoVoices(seconds: number): Float32Array {
  const turn = SAMPLE_RATE / 2;
  return Float32Array.from({ length: Math.round(seconds * SAMPLE_RATE) }, (_, index) => {
    const frequency = Math.floor(index / turn) % 2 === 0 ? 440 : 587;
    const edge = Math.min(1, (index % turn) / 200, (turn - (index % turn)) / 200);
    return 0.3 * edge * Math.sin((2 * Math.PI * frequency * index) / SAMPLE_RATE);
  });
}
