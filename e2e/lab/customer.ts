import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireBaresipModules } from './available.ts';
import { type BaresipSettings, baresipAccounts, baresipConfig } from './baresipConfig.ts';
import { type BaresipControl, type BaresipEvent, connectBaresipControl } from './baresipControl.ts';
import { startDaemon, waitUntilReady } from './daemon.ts';
import { freeTcpPort, freeUdpRange } from './freePort.ts';
import { createRecordings } from './recordings.ts';
import { type Sound, sine } from './tone.ts';
import { sipOptions } from './udpProbes.ts';
import { encodeWav } from './wav.ts';

/** What the customer's phone does with an incoming call: answer at once, ring until told, or refuse it (486). */
type AnswerMode = 'auto' | 'manual' | 'decline';

/** `calling`: it dialled and waits; `ringing`: it is being called. */
type CustomerState = 'idle' | 'calling' | 'ringing' | 'established';

/** The customer: a baresip that says a tone, records what it hears, and does as it is told. One call at a time. */
export interface Customer {
  /** Its number in E.164, what an agent who is called sees. */
  readonly number: string;
  /** SIP address as the agent's side sees it. */
  readonly uri: string;
  readonly logPath: string;
  readonly state: CustomerState;
  answerMode: AnswerMode;
  /** Calls `user` at the lab's domain. Resolves when the call is under way; wait for `established`. */
  call(user: string): Promise<void>;
  /** Answers the call that rings (`answerMode` is `manual`). */
  answer(): Promise<void>;
  /** Ends or refuses the current call. */
  hangUp(): Promise<void>;
  /** Resolves when the phone is in `state`; rejects after `timeoutMs` (10,000) with the state it is in. */
  waitFor(state: CustomerState, timeoutMs?: number): Promise<void>;
  /** Digits received by RFC 4733 since the last call began, in order. */
  dtmf(): string;
  /**
   * What it has heard so far in the current or last call; without any sample when no sound came. Only until the call is
   * first put on hold: baresip 1.0 then drops its recorder (`audio_decoder_set` empties the filters, `aufilt_setup`
   * does not fill them again). What comes after a resume shows in `dtmf()`.
   */
  heard(): Promise<Sound>;
  /** WAV files of what it heard in all calls, oldest first. The file of a call under way grows. */
  recordings(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface CustomerSettings {
  readonly domain: string;
  readonly number: string;
  readonly sipPort: number;
  readonly proxyPort: number;
  /** What it says: a tone of this frequency in Hz. */
  readonly toneHz: number;
}

/** Starts the customer's phone, ready when its control socket and its SIP socket answer. */
export async function startCustomer(directory: string, settings: CustomerSettings): Promise<Customer> {
  const recordings = await createRecordings(join(directory, 'recordings'));
  const baresip: BaresipSettings = {
    ...settings,
    controlPort: await freeTcpPort(),
    rtpPorts: await freeUdpRange(20),
    modulePath: requireBaresipModules(),
    speechPath: join(directory, 'speech.wav'),
    recordingsPath: recordings.directory,
  };
  await Promise.all([
    writeFile(join(directory, 'config'), baresipConfig(baresip)),
    writeFile(join(directory, 'accounts'), baresipAccounts(baresip)),
    writeFile(baresip.speechPath, encodeWav(sine({ frequency: settings.toneHz, seconds: 10, rate: 8_000 }))),
  ]);
  const logPath = join(directory, 'baresip.log');
  const daemon = startDaemon('baresip', 'baresip', ['-f', directory, '-v'], logPath);

  let state: CustomerState = 'idle';
  let digits = '';
  const listeners = new Set<() => void>();
  const setState = (next: CustomerState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const beginCall = (next: CustomerState) => {
    digits = '';
    recordings.beginCall();
    setState(next);
  };
  let control: BaresipControl;

  const customer: Customer = {
    number: settings.number,
    uri: `sip:${settings.number}@${settings.domain}`,
    logPath,
    answerMode: 'auto',
    get state() {
      return state;
    },
    async call(user) {
      if (state !== 'idle') throw new Error(`the customer cannot call while ${state}`);
      beginCall('calling');
      await control.command('dial', `sip:${user}@${settings.domain}`);
    },
    async answer() {
      if (state !== 'ringing') throw new Error(`nothing to answer: the customer is ${state}`);
      await control.command('accept');
    },
    async hangUp() {
      await control.command('hangup');
    },
    waitFor(wanted, timeoutMs = 10_000) {
      return new Promise((resolve, reject) => {
        const check = () => {
          if (state !== wanted) return;
          clearTimeout(timer);
          listeners.delete(check);
          resolve();
        };
        const timer = setTimeout(() => {
          listeners.delete(check);
          reject(new Error(`the customer is ${state}, not ${wanted}, after ${timeoutMs} ms`));
        }, timeoutMs);
        listeners.add(check);
        check();
      });
    },
    dtmf: () => digits,
    heard: () => recordings.heard(),
    recordings: () => recordings.all(),
    async stop() {
      control?.close();
      await daemon.stop();
    },
  };

  const onEvent = (event: BaresipEvent) => {
    switch (event.type) {
      case 'CALL_INCOMING':
        beginCall('ringing');
        if (customer.answerMode === 'auto') void control.command('accept');
        if (customer.answerMode === 'decline') void control.command('hangup');
        break;
      case 'CALL_ESTABLISHED':
        setState('established');
        break;
      case 'CALL_CLOSED':
        setState('idle');
        break;
      case 'CALL_DTMF_START':
        digits += event.param;
        break;
    }
  };

  try {
    await waitUntilReady(daemon, async () => {
      control ??= await connectBaresipControl(baresip.controlPort, onEvent);
      await sipOptions(settings.sipPort);
    });
  } catch (error) {
    await customer.stop();
    throw error;
  }
  return customer;
}
