import { readdirSync, renameSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sound } from './tone.ts';
import { readWav } from './wav.ts';

/** What baresip's sndfile module records: `dump-TIME-dec.wav` is what it heard, `dump-TIME-enc.wav` what it said. */
export interface Recordings {
  readonly directory: string;
  /**
   * Sets the files of earlier calls aside. Their names hold the time to the second only, so that two quick calls would
   * share one, and a call without sound would seem to have the sound of the one before.
   */
  beginCall(): void;
  /** What was heard in the call since `beginCall()`. */
  heard(): Promise<Sound>;
  /** The files of what was heard in all calls, oldest first. */
  all(): Promise<readonly string[]>;
}

export async function createRecordings(directory: string): Promise<Recordings> {
  await mkdir(directory, { recursive: true });
  let calls = 0;
  return {
    directory,
    beginCall() {
      calls++;
      for (const name of readdirSync(directory).filter((name) => name.startsWith('dump-'))) {
        const aside = `call-${String(calls - 1).padStart(3, '0')}-${name.slice('dump-'.length)}`;
        renameSync(join(directory, name), join(directory, aside));
      }
    },
    async heard() {
      const name = (await readdir(directory))
        .filter((name) => /^dump-.*-dec\.wav$/.test(name))
        .sort()
        .at(-1);
      return name === undefined
        ? { rate: 8_000, samples: new Float64Array() }
        : readWav(join(directory, name));
    },
    async all() {
      const names = (await readdir(directory)).filter((name) => name.endsWith('-dec.wav'));
      return names.sort().map((name) => join(directory, name));
    },
  };
}
