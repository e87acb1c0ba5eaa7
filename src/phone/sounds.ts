/** The sounds that the phone makes by itself, one at a time. */
export interface Sounds {
  /**
   * Makes this sound until the next one: `ring` for an incoming call, `ringback` while the far end rings and its network sends
   * no sound of its own (RFC 3960 section 3). The sound that plays already goes on undisturbed.
   */
  play(sound: 'ring' | 'ringback' | 'none'): void;
}

interface Cadence {
  /** Hz, sounded together. */
  readonly frequencies: readonly number[];
  /** Between 0 and 1. */
  readonly level: number;
  /** Seconds of sound and of silence, in turn. */
  readonly pattern: readonly [sound: number, silence: number];
}

/** North American ringback (ITU-T E.180, Supplement 2). */
const ringbackCadence: Cadence = { frequencies: [440, 480], level: 0.06, pattern: [2, 4] };
/** Soft and unlike any tone of the network, so that an agent knows which of the two rings. */
const ringCadence: Cadence = { frequencies: [659.3, 830.6, 987.8], level: 0.12, pattern: [0.9, 1.3] };

/** Sounds made by Web Audio: no files, nothing to load, at once. */
export function webAudioSounds(): Sounds {
  let context: AudioContext | undefined;
  let stopCurrent = () => {};

  function start(cadence: Cadence): void {
    context ??= new AudioContext();
    const audio = context;
    void audio.resume();
    const gain = audio.createGain();
    gain.gain.value = 0;
    gain.connect(audio.destination);
    const oscillators = cadence.frequencies.map((frequency) => {
      const oscillator = audio.createOscillator();
      oscillator.frequency.value = frequency;
      oscillator.connect(gain);
      oscillator.start();
      return oscillator;
    });
    const [sound, silence] = cadence.pattern;
    const sing = () => {
      const now = audio.currentTime;
      gain.gain.setTargetAtTime(cadence.level, now, 0.02);
      gain.gain.setTargetAtTime(0, now + sound, 0.06);
    };
    sing();
    const timer = setInterval(sing, (sound + silence) * 1_000);
    stopCurrent = () => {
      clearInterval(timer);
      for (const oscillator of oscillators) oscillator.stop();
      gain.disconnect();
      stopCurrent = () => {};
    };
  }

  let playing: 'ring' | 'ringback' | 'none' = 'none';
  return {
    play: (sound) => {
      if (sound === playing) return;
      playing = sound;
      stopCurrent();
      if (sound !== 'none') start(sound === 'ring' ? ringCadence : ringbackCadence);
    },
  };
}
