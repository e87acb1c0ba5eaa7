import { DigitDetector } from './digitDetector.ts';

// What an AudioWorkletGlobalScope offers; TypeScript's DOM library leaves it out.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Listens on the audio thread, which no busy or hidden page holds up, and posts each digit. */
class DigitProcessor extends AudioWorkletProcessor {
  readonly #detector = new DigitDetector(sampleRate, (digit) => this.port.postMessage(digit));

  process([input]: Float32Array[][]): boolean {
    const [channel] = input ?? [];
    if (channel) this.#detector.add(channel);
    return true;
  }
}

registerProcessor('digit-detector', DigitProcessor);
