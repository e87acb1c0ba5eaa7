import { writeFile } from 'node:fs/promises';
import { sine } from './tone.ts';
import { encodeWav } from './wav.ts';

/**
 * Writes what a fake microphone says, a tone of `frequency` Hz at -6 dBFS, to a WAV file, and returns the arguments that
 * make Chromium use it. In bursts, because noise suppression, on as in real use, turns a steady tone down.
 */
export async function fakeMicrophone(wavPath: string, frequency: number): Promise<readonly string[]> {
  // Whole periods of burst and pause, so that the loop has no seam.
  const tone = sine({ frequency, seconds: 9.6, rate: 48_000, burstSeconds: 0.3 });
  await writeFile(wavPath, encodeWav(tone));
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${wavPath}`,
    '--allow-loopback-in-peer-connection',
  ];
}
