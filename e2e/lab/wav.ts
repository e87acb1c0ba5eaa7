import { readFile } from 'node:fs/promises';
import type { Sound } from './tone.ts';

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const HEADER_BYTES = 44;

/** A WAV file (RIFF, 16-bit PCM, mono). */
export function encodeWav({ rate, samples }: Sound): Buffer {
  const file = Buffer.alloc(HEADER_BYTES + 2 * samples.length);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(PCM, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * samples.length, 40);
  for (const [index, sample] of samples.entries()) {
    const clipped = Math.max(-1, Math.min(1, sample));
    file.writeInt16LE(Math.round(clipped * 32_767), HEADER_BYTES + 2 * index);
  }
  return file;
}

/**
 * Reads the first channel of a WAV file: PCM of 16 bits or float of 32. A recording still under way says a wrong length
 * in its header; then everything up to the end of the file counts. Throws on another format.
 */
export function decodeWav(file: Buffer): Sound {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAV file');
  }
  let format: { code: number; channels: number; rate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const start = at + 8;
    if (name === 'fmt ') {
      const code = file.readUInt16LE(start);
      format = {
        // WAVE_FORMAT_EXTENSIBLE keeps the real code in the first two bytes of its sub-format.
        code: code === EXTENSIBLE ? file.readUInt16LE(start + 24) : code,
        channels: file.readUInt16LE(start + 2),
        rate: file.readUInt32LE(start + 4),
        bits: file.readUInt16LE(start + 14),
      };
    }
    if (name === 'data') {
      if (!format) throw new Error('WAV file without a format before its data');
      const stated = start + size;
      const end = size === 0 || stated > file.length ? file.length : stated;
      return { rate: format.rate, samples: firstChannel(file.subarray(start, end), format) };
    }
    at = start + size + (size % 2);
  }
  throw new Error('WAV file without data');
}

/** Reads a WAV file as decodeWav does. */
export async function readWav(path: string): Promise<Sound> {
  return decodeWav(await readFile(path));
}

function firstChannel(data: Buffer, format: { code: number; channels: number; bits: number }): Float64Array {
  const { code, channels, bits } = format;
  const frame = (channels * bits) / 8;
  const length = Math.floor(data.length / frame);
  if (code === PCM && bits === 16) {
    return Float64Array.from({ length }, (_, index) => data.readInt16LE(index * frame) / 32_768);
  }
  if (code === FLOAT && bits === 32) {
    return Float64Array.from({ length }, (_, index) => data.readFloatLE(index * frame));
  }
  throw new Error(`WAV format ${code} of ${bits} bits is not read here`);
}
