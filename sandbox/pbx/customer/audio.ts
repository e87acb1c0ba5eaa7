import digitWorkletUrl from './digitWorklet.ts?worker&url';
import { createVoice } from './melody.ts';

/** The phone's sound: its voice, its ear and its ringer, all without a microphone. */
export interface PhoneAudio {
  /** What the phone says, as a track for the call. */
  readonly voice: MediaStream;
  readonly ear: AnalyserNode;
  /** Connects the ear and the loudspeaker to what comes from the other end. */
  hear(stream: MediaStream): void;
  deafen(): void;
  ring(isRinging: boolean): void;
  /** Called with each digit in what is heard. */
  onDigit: ((digit: string) => void) | undefined;
}

/** @param steadyHz frequency of the voice; the melody around 440 Hz when undefined. */
export function createPhoneAudio(steadyHz: number | undefined): PhoneAudio {
  const context = new AudioContext();
  // Without a gesture the context waits; any click starts it.
  const wake = () => void context.resume();
  for (const gesture of ['pointerdown', 'keydown']) document.addEventListener(gesture, wake);

  const samples = createVoice(context.sampleRate, steadyHz);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const voice = context.createMediaStreamDestination();
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  source.connect(voice);
  source.start();

  const ear = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
  // Chromium delivers a remote track to Web Audio only while an element plays it.
  const speaker = new Audio();
  speaker.autoplay = true;
  let heard: MediaStreamAudioSourceNode | undefined;
  const deafen = () => {
    heard?.disconnect();
    heard = undefined;
    speaker.srcObject = null;
  };

  const audio: PhoneAudio = {
    voice: voice.stream,
    ear,
    hear(stream) {
      deafen();
      speaker.srcObject = stream;
      heard = context.createMediaStreamSource(stream);
      heard.connect(ear);
    },
    deafen,
    ring: createRinger(context),
    onDigit: undefined,
  };
  void detectDigits(context, ear, (digit) => audio.onDigit?.(digit));
  return audio;
}

/** Chromium plays RFC 4733 events of a received stream as tones, so digits can be heard whichever way they come. */
async function detectDigits(
  context: AudioContext,
  source: AudioNode,
  onDigit: (digit: string) => void,
): Promise<void> {
  await context.audioWorklet.addModule(digitWorkletUrl);
  const detector = new AudioWorkletNode(context, 'digit-detector', { numberOfOutputs: 0 });
  detector.port.addEventListener('message', ({ data }) => onDigit(String(data)));
  detector.port.start();
  source.connect(detector);
}

const RING_HZ = [523, 659];
const RING_LOUDNESS = 0.04;

/** A soft ring of one second in three, until told to stop. */
function createRinger(context: AudioContext): (isRinging: boolean) => void {
  const seconds = 3;
  const length = seconds * context.sampleRate;
  const buffer = context.createBuffer(1, length, context.sampleRate);
  buffer.copyToChannel(
    Float32Array.from({ length }, (_, index) => {
      const time = index / context.sampleRate;
      if (time >= 1) return 0;
      const frequency = RING_HZ[Math.floor(time * 16) % 2] ?? 0;
      return RING_LOUDNESS * Math.sin(Math.PI * time) * Math.sin(2 * Math.PI * frequency * time);
    }),
    0,
  );
  let source: AudioBufferSourceNode | undefined;
  return (isRinging) => {
    if (isRinging === (source !== undefined)) return;
    source?.stop();
    source = isRinging ? new AudioBufferSourceNode(context, { buffer, loop: true }) : undefined;
    source?.connect(context.destination);
    source?.start();
  };
}
