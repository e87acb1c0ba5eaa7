/** Tone pairs of ITU-T Q.23: one row and one column each, in Hz. */
export const ROWS_HZ = [697, 770, 852, 941];
export const COLUMNS_HZ = [1209, 1336, 1477, 1633];
export const KEYS = ['123A', '456B', '789C', '*0#D'];

/** Long enough to tell the pairs apart. Each block begins in the middle of the one before it. */
const BLOCK_SECONDS = 0.02;
/** A digit counts after this many blocks that agree (30 ms; Q.24 asks for 40 at most), and is over after as many without. */
const BLOCKS_NEEDED = 2;
/** Share of a block's energy that the pair must hold together, and each tone alone: speech has neither. */
const PAIR_SHARE = 0.75;
const TONE_SHARE = 0.15;
const QUIETEST_MEAN_SQUARE = 1e-5;

/** Finds keypad digits in sound. Fed with samples in pieces of any length, it gives each digit once. */
export class DigitDetector {
  readonly #sampleRate: number;
  readonly #block: Float32Array;
  readonly #onDigit: (digit: string) => void;
  #filled = 0;
  #candidate: string | undefined;
  #agreeing = 0;
  #current: string | undefined;

  constructor(sampleRate: number, onDigit: (digit: string) => void) {
    this.#sampleRate = sampleRate;
    this.#block = new Float32Array(Math.round(sampleRate * BLOCK_SECONDS));
    this.#onDigit = onDigit;
  }

  add(samples: Float32Array): void {
    for (const sample of samples) {
      this.#block[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled < this.#block.length) continue;
      this.#judge(digitIn(this.#block, this.#sampleRate));
      const half = Math.floor(this.#block.length / 2);
      this.#block.copyWithin(0, half);
      this.#filled = this.#block.length - half;
    }
  }

  #judge(digit: string | undefined): void {
    this.#agreeing = digit === this.#candidate ? this.#agreeing + 1 : 1;
    this.#candidate = digit;
    if (this.#agreeing < BLOCKS_NEEDED || digit === this.#current) return;
    this.#current = digit;
    if (digit !== undefined) this.#onDigit(digit);
  }
}

function digitIn(block: Float32Array, sampleRate: number): string | undefined {
  const energy = block.reduce((sum, sample) => sum + sample * sample, 0);
  if (energy < QUIETEST_MEAN_SQUARE * block.length) return undefined;
  const strongest = (frequencies: readonly number[]) => {
    const shares = frequencies.map((frequency) => shareOf(block, energy, frequency, sampleRate));
    const share = Math.max(...shares);
    return { share, index: shares.indexOf(share) };
  };
  const [row, column] = [strongest(ROWS_HZ), strongest(COLUMNS_HZ)];
  if (Math.min(row.share, column.share) < TONE_SHARE || row.share + column.share < PAIR_SHARE)
    return undefined;
  return KEYS[row.index]?.[column.index];
}

/** Share of a block's energy at one frequency, by the Goertzel algorithm; about 1 for that tone alone. */
function shareOf(block: Float32Array, energy: number, frequency: number, sampleRate: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let [last, beforeLast] = [0, 0];
  for (const sample of block) [last, beforeLast] = [sample + factor * last - beforeLast, last];
  const power = last * last + beforeLast * beforeLast - factor * last * beforeLast;
  return (2 * power) / (block.length * energy);
}
