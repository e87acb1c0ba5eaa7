import { applyCallEvent, type CallEvent, newCall } from '../calls/callMachine.ts';
import type { CallRecord, ContactSummary, Match } from '../calls/callRecord.ts';
import type { Journal } from '../calls/journal.ts';
import { isInternalNumber, parseNumber, readNumber } from '../calls/phoneNumbers.ts';
import type { PhoneConfiguration } from '../messaging/requests.ts';
import type { Microphone, PhoneSnapshot } from '../messaging/snapshots.ts';
import { type Problem, ProblemError, problem } from '../problems/problem.ts';
import { readRecordingAnnouncement } from './recordingAnnouncement.ts';
import { createRegistration } from './registration.ts';
import type { Invitation, Leg, LegEvent, ProviderMessage, SipEngine } from './sipPort.ts';
import type { Sounds } from './sounds.ts';

/** A live call is written down as seen at this interval, in ms: the most that a crash takes from its duration. */
const seenAliveMs = 5_000;

/** Who announces recordings, at the SIP domain (docs/telephony.md). */
const recordingsUser = 'recordings';

/** After this many ms views are told of a call though its INVITE is not out yet. */
const longestPlacingMs = 200;

/** A journal that could not be written is tried again after this many ms. */
const rewriteMs = 5_000;

/** What the phone asks of the background. */
export interface PhoneBackground {
  phoneConfiguration(): Promise<PhoneConfiguration>;
  matchNumber(number: string): Promise<Match>;
  callOffered(callId: string): Promise<void>;
  callRecordChanged(callId: string): Promise<void>;
}

export interface PhoneParts {
  readonly engine: SipEngine;
  readonly journal: Journal;
  readonly background: PhoneBackground;
  readonly sounds: Sounds;
  readonly now: () => number;
  readonly newId: () => string;
  /** `snapshot` gives something else now. */
  readonly onChange: () => void;
}

export interface Phone {
  snapshot(): PhoneSnapshot;
  /** Closes what an earlier phone left open, and gets the configuration. Called once. */
  start(): Promise<void>;
  configure(configuration: PhoneConfiguration): void;
  microphoneChanged(microphone: Microphone): void;
  /** Fulfilled once registered; @throws ProblemError when the server refuses or does not answer. */
  logIn(username: string, password: string): Promise<void>;
  logOut(): void;
  call(number: string, contact?: ContactSummary): Promise<string>;
  answer(callId: string): void;
  decline(callId: string): void;
  hangUp(callId: string): void;
  setMuted(callId: string, muted: boolean): void;
  setOnHold(callId: string, onHold: boolean): void;
  sendTones(callId: string, tones: string): void;
  putAway(callId: string): void;
}

interface LiveCall {
  record: CallRecord;
  leg: Leg | undefined;
}

/** The phone: one account, its calls, their journal. The only place that knows which calls are live. */
export function createPhone(parts: PhoneParts): Phone {
  const { engine, journal, background, sounds, now } = parts;
  const calls = new Map<string, LiveCall>();
  const writes = new Map<string, Promise<void>>();
  /** Calls whose record waits to be written again. */
  const rewriting = new Set<string>();
  /** Calls whose network sends its own ringback. */
  const withEarlyMedia = new Set<string>();
  let configuration: PhoneConfiguration = { region: 'US' };
  let microphone: Microphone = 'unknown';
  let notice: Problem | undefined;

  /** While a call is being placed: views share the phone's thread, and drawing the call would hold the INVITE up. */
  let placing: { done: () => void } | undefined;
  const publish = () => {
    if (!placing) parts.onChange();
  };
  const registration = createRegistration(
    engine,
    { onInvitation, onMessage },
    () => liveCalls().length > 0,
    publish,
  );

  function snapshot(): PhoneSnapshot {
    const records = [...calls.values()].map(({ record }) => record);
    const order = (record: CallRecord) => (record.phase === 'ended' ? 1 : 0);
    return {
      registration: registration.snapshot(),
      microphone,
      calls: records.sort((a, b) => order(a) - order(b) || b.startedAt - a.startedAt),
      ...(notice && { notice }),
    };
  }

  const liveCalls = () => [...calls.values()].filter(({ record }) => record.phase !== 'ended');

  /** Writes of one call happen in order. A full disk is told, and tried again for as long as the phone runs. */
  function write(record: CallRecord): Promise<void> {
    const written = (writes.get(record.id) ?? Promise.resolve())
      .then(() => journal.write(record))
      .then(() => {
        if (notice?.code === 'storageFailed') notice = undefined;
      })
      .catch(() => {
        notice = problem('storageFailed');
        publish();
        if (rewriting.has(record.id)) return;
        rewriting.add(record.id);
        setTimeout(() => void rewrite(record), rewriteMs);
      });
    writes.set(record.id, written);
    return written;
  }

  async function rewrite(record: CallRecord): Promise<void> {
    rewriting.delete(record.id);
    const newest = calls.get(record.id)?.record ?? record;
    await write(newest);
    if (newest.phase === 'ended' && !rewriting.has(record.id)) await announce(newest.id);
  }

  /** Applies an event; fulfilled when the journal has it. */
  async function apply(callId: string, event: CallEvent): Promise<void> {
    const call = calls.get(callId);
    if (!call) return;
    const next = applyCallEvent(call.record, event);
    if (next === call.record) return;
    const hasEnded = next.phase === 'ended' && call.record.phase !== 'ended';
    const hasLogNews = next.phase === 'ended' && event.type !== 'seenAlive';
    call.record = next;
    chooseSound();
    if (event.type !== 'seenAlive') publish();
    const written = write(next);
    if (hasEnded) {
      call.leg = undefined;
      registration.callEnded();
    }
    await written;
    if (hasLogNews) await announce(callId);
  }

  /** Tells the background until it has taken the call; should it never, it finds the call in the journal. */
  async function announce(callId: string, attempt = 0): Promise<void> {
    try {
      await background.callRecordChanged(callId);
    } catch {
      if (attempt < 6) setTimeout(() => void announce(callId, attempt + 1), 500 * 2 ** attempt);
    }
  }

  function chooseSound(): void {
    const live = liveCalls().map(({ record }) => record);
    const quiet = live.some(({ phase }) => phase === 'established');
    if (quiet) sounds.play('none');
    else if (live.some(({ direction }) => direction === 'inbound')) sounds.play('ring');
    else if (live.some(({ id, phase }) => phase === 'ringing' && !withEarlyMedia.has(id)))
      sounds.play('ringback');
    else sounds.play('none');
  }

  function follow(callId: string, leg: Leg): void {
    leg.onEvent = (event) => {
      placing?.done();
      void apply(callId, callEventOf(callId, event));
    };
  }

  function callEventOf(callId: string, event: LegEvent): CallEvent {
    const at = now();
    switch (event.type) {
      case 'inviteSent':
        return { type: 'seenAlive', at };
      case 'holdChanged':
        if (notice?.code === 'holdNotPossible') notice = undefined;
        return { ...event, at };
      case 'holdRefused':
        notice = problem('holdNotPossible');
        publish();
        return { type: 'seenAlive', at };
      case 'microphoneLost':
        notice = problem('microphoneLost');
        publish();
        return { type: 'seenAlive', at };
      case 'earlyMediaStarted':
        withEarlyMedia.add(callId);
        chooseSound();
        return { type: 'ringingStarted', at };
      case 'microphoneFailed':
        microphoneFailed(callId, event.problem);
        return { type: 'seenAlive', at };
      case 'ended':
        withEarlyMedia.delete(callId);
        return { ...event, at };
      default:
        return { ...event, at };
    }
  }

  /** A call in which nobody hears the agent is ended: silence would be taken for rudeness. */
  function microphoneFailed(callId: string, why: Problem): void {
    notice = why;
    calls.get(callId)?.leg?.hangUp();
  }

  async function lookUp(callId: string, number: string): Promise<void> {
    const match = await background
      .matchNumber(number)
      .catch(() => background.matchNumber(number))
      .catch((): Match => ({ state: 'unknown' }));
    await apply(callId, { type: 'matched', match, at: now() });
  }

  function onInvitation({ leg, remoteUser, remoteName }: Invitation): void {
    const at = now();
    // A short number is a colleague's: read nationally, 1001 would be somebody in the next town.
    const number = isInternalNumber(remoteUser) ? undefined : parseNumber(remoteUser, configuration.region);
    const record = newCall({
      id: parts.newId(),
      direction: 'inbound',
      remoteNumber: number?.isPossible() ? number.number : oneLine(remoteUser) || 'Anonymous',
      remoteName: oneLine(remoteName),
      localNumber: registration.snapshot().username ?? '',
      portalId: configuration.portalId,
      at,
    });
    const busy = liveCalls().length > 0;
    add(record, leg);
    void apply(record.id, { type: 'sipCallIdKnown', sipCallId: leg.sipCallId, at });
    if (busy) {
      leg.decline(486);
      void refuseBusy(record);
      return;
    }
    follow(record.id, leg);
    void background.callOffered(record.id).catch(() => {});
    void lookUp(record.id, record.remoteNumber);
  }

  /** A call that came while another goes on: written down and logged, and not put in front of the one that goes on. */
  async function refuseBusy({ id, remoteNumber, startedAt }: CallRecord): Promise<void> {
    notice = problem('secondCallRefused', remoteNumber);
    await Promise.all([
      apply(id, { type: 'ended', ending: 'phoneBusy', sipStatus: 486, at: startedAt }),
      lookUp(id, remoteNumber),
    ]);
    forget(id);
    publish();
  }

  async function onMessage(message: ProviderMessage): Promise<void> {
    if (message.fromUser !== recordingsUser || !isOwnDomain(message.fromHost)) return;
    const announcement = readRecordingAnnouncement(message);
    if (!announcement) return;
    const record = await journal.findBySipCallId(announcement.callId);
    if (!record) return;
    const event: CallEvent = { type: 'recordingAnnounced', url: announcement.url, at: now() };
    if (calls.has(record.id)) return apply(record.id, event);
    await write(applyCallEvent(record, event));
    await announce(record.id);
  }

  function isOwnDomain(host: string): boolean {
    return host.toLowerCase() === configuration.sipDomain?.replace(/:\d+$/, '');
  }

  function legOf(callId: string): Leg {
    const call = calls.get(callId);
    // Between its record and its leg a call is there and cannot be acted on.
    if (!call?.leg)
      throw new ProblemError(call && call.record.phase !== 'ended' ? 'callNotReady' : 'callUnknown');
    return call.leg;
  }

  function needMicrophone(): void {
    if (microphone === 'denied') throw new ProblemError('microphoneBlocked');
    if (microphone !== 'granted') throw new ProblemError('microphoneNotGranted');
  }

  /** The newest ended call stays in view until the next one begins; older ones are in the journal. */
  function add(record: CallRecord, leg: Leg | undefined): LiveCall {
    for (const [id, { record: other }] of calls) if (other.phase === 'ended') forget(id);
    const call: LiveCall = { record, leg };
    calls.set(record.id, call);
    return call;
  }

  function forget(callId: string): void {
    calls.delete(callId);
    writes.delete(callId);
  }

  async function call(typed: string, contact?: ContactSummary): Promise<string> {
    const number = readNumber(typed, configuration.region);
    const { state, username } = registration.snapshot();
    if (state === 'connecting') throw new ProblemError('phoneConnecting');
    if (state !== 'registered') throw new ProblemError('notLoggedIn');
    needMicrophone();
    if (liveCalls().length > 0) throw new ProblemError('alreadyInCall');
    notice = undefined;
    const user = 'e164' in number ? number.e164 : number.dialled;
    const record = newCall({
      id: parts.newId(),
      direction: 'outbound',
      remoteNumber: user,
      localNumber: username ?? '',
      portalId: configuration.portalId,
      contact,
      at: now(),
    });
    const live = add(record, undefined);
    // On disk before on the wire: a call that rings somewhere is never unknown here.
    const sent = new Promise<void>((done) => {
      placing = { done };
      setTimeout(done, longestPlacingMs);
    });
    try {
      live.leg = engine.call(user, write(record));
      follow(record.id, live.leg);
      await sent;
    } catch (error) {
      await apply(record.id, { type: 'ended', ending: 'failed', at: now() });
      throw new ProblemError('callFailed', { cause: error });
    } finally {
      placing = undefined;
      publish();
    }
    void apply(record.id, { type: 'sipCallIdKnown', sipCallId: live.leg.sipCallId, at: now() });
    if (!contact) void lookUp(record.id, user);
    return record.id;
  }

  return {
    snapshot,
    start: async () => {
      setInterval(() => {
        for (const { record } of liveCalls()) void apply(record.id, { type: 'seenAlive', at: now() });
      }, seenAliveMs);
      // A journal or a worker that fails now must not keep the phone from ringing; both are asked again later.
      const interrupted = await journal.closeInterruptedCalls().catch(() => []);
      for (const record of interrupted) void announce(record.id);
      configuration = await background.phoneConfiguration().catch(() => configuration);
      publish();
    },
    configure: (to) => {
      configuration = to;
    },
    microphoneChanged: (to) => {
      microphone = to;
      publish();
    },
    logIn: async (username, password) => {
      if (liveCalls().length > 0) throw new ProblemError('alreadyInCall');
      configuration = await background.phoneConfiguration();
      const { websocketServer, sipDomain } = configuration;
      if (!websocketServer || !sipDomain) throw new ProblemError('voiceServerMissing');
      await registration.logIn({ websocketServer, sipDomain, username, password });
    },
    logOut: () => {
      for (const { leg } of liveCalls()) leg?.hangUp();
      registration.logOut();
    },
    call,
    answer: (callId) => {
      notice = undefined;
      needMicrophone();
      legOf(callId).answer();
    },
    decline: (callId) => legOf(callId).decline(603),
    hangUp: (callId) => legOf(callId).hangUp(),
    setMuted: (callId, muted) => {
      legOf(callId).setMuted(muted);
      void apply(callId, { type: 'muteChanged', muted, at: now() });
    },
    setOnHold: (callId, onHold) => legOf(callId).setOnHold(onHold),
    sendTones: (callId, tones) => legOf(callId).sendTones(tones),
    putAway: (callId) => {
      if (calls.get(callId)?.record.phase !== 'ended') return;
      forget(callId);
      publish();
    },
  };
}

/** Text from the far end on one line, bounded. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 100);
}
