import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallRecord, Match } from '../calls/callRecord.ts';
import { databaseHandle } from '../calls/database.ts';
import { type Journal, journal as openJournal } from '../calls/journal.ts';
import { problem } from '../problems/problem.ts';
import { createPhone, type Phone, type PhoneBackground } from './phone.ts';
import type { Leg, LegEvent, SipAccount, SipEngine, SipListeners } from './sipPort.ts';

const ada = { id: '77', name: 'Ada Brandt' };
const found: Match = { state: 'found', contact: ada, chosenByAgent: false };

function fakeLeg(sipCallId: string) {
  const done: string[] = [];
  const leg: Leg = {
    sipCallId,
    onEvent: () => {},
    answer: () => void done.push('answer'),
    decline: (status) => void done.push(`decline ${status}`),
    hangUp: () => void done.push('hangUp'),
    setMuted: (muted) => void done.push(`muted ${muted}`),
    setOnHold: (onHold) => void done.push(`hold ${onHold}`),
    sendTones: (tones) => void done.push(`tones ${tones}`),
  };
  return { leg, done, tell: (event: LegEvent) => leg.onEvent(event) };
}

function fakeEngine() {
  const legs: ReturnType<typeof fakeLeg>[] = [];
  const state: { account?: SipAccount; listeners?: SipListeners; dialled: string[]; stopped: number } = {
    dialled: [],
    stopped: 0,
  };
  const engine: SipEngine = {
    start: (account, listeners) => Object.assign(state, { account, listeners }),
    stop: () => void state.stopped++,
    call: (user, written) => {
      state.dialled.push(user);
      const leg = fakeLeg(`out-${legs.length}`);
      legs.push(leg);
      void written.then(() => leg.tell({ type: 'inviteSent' }));
      return leg.leg;
    },
  };
  return {
    engine,
    state,
    legs,
    invite: (remoteUser: string, remoteName = '') => {
      const leg = fakeLeg(`in-${legs.length}`);
      legs.push(leg);
      state.listeners?.onInvitation({ leg: leg.leg, remoteUser, remoteName });
      return leg;
    },
  };
}

describe('the phone', () => {
  let sip: ReturnType<typeof fakeEngine>;
  let journal: Journal;
  let phone: Phone;
  let played: string[];
  let background: { [K in keyof PhoneBackground]: ReturnType<typeof vi.fn<PhoneBackground[K]>> };
  let clock: number;
  const onChange = vi.fn();

  beforeEach(async () => {
    onChange.mockReset();
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    sip = fakeEngine();
    journal = openJournal(databaseHandle(`test-${crypto.randomUUID()}`));
    played = [];
    clock = 1_700_000_000_000;
    background = {
      phoneConfiguration: vi.fn(async () => ({
        product: 'sip' as const,
        websocketServer: 'wss://sip.example.com/',
        sipDomain: 'sip.example.com',
        region: 'US',
        portalId: 8101234,
      })),
      matchNumber: vi.fn(async () => found),
      callOffered: vi.fn(async () => {}),
      callRecordChanged: vi.fn(async () => {}),
    };
    phone = createPhone({
      engine: sip.engine,
      journal,
      background,
      sounds: { play: (sound) => void ((played.at(-1) ?? 'none') !== sound && played.push(sound)) },
      now: () => clock++,
      newId: () => crypto.randomUUID(),
      onChange,
    });
    await phone.start();
    phone.microphoneChanged('granted');
  });
  afterEach(() => vi.useRealTimers());

  const register = async () => {
    const loggedIn = phone.logIn('1001', 'secret');
    await vi.waitFor(() => expect(sip.state.listeners).toBeDefined());
    sip.state.listeners?.onRegistration({ type: 'registered' });
    await loggedIn;
  };
  const only = () => phone.snapshot().calls[0] as CallRecord;
  const inJournal = (id: string) => journal.get(id);
  const lastLeg = () => sip.legs.at(-1) as ReturnType<typeof fakeLeg>;

  describe('registration', () => {
    it('registers with the configured server and says so', async () => {
      await register();
      expect(sip.state.account).toMatchObject({
        websocketServer: 'wss://sip.example.com/',
        username: '1001',
      });
      expect(phone.snapshot().registration).toEqual({ state: 'registered', username: '1001' });
    });

    it('tells a refused password as such and tries no more', async () => {
      const loggedIn = phone.logIn('1001', 'wrong');
      const refused = expect(loggedIn).rejects.toMatchObject({ problem: { code: 'credentialsRefused' } });
      await vi.waitFor(() => expect(sip.state.listeners).toBeDefined());
      sip.state.listeners?.onRegistration({
        type: 'registrationFailed',
        problem: problem('credentialsRefused'),
        final: true,
      });
      await refused;
      expect(sip.state.stopped).toBeGreaterThan(0);
      expect(phone.snapshot().registration).toMatchObject({ state: 'failed' });
    });

    it('tells a server that does not answer', async () => {
      const loggedIn = phone.logIn('1001', 'secret');
      const refused = expect(loggedIn).rejects.toMatchObject({ problem: { code: 'voiceServerUnreachable' } });
      await vi.waitFor(() => expect(sip.state.listeners).toBeDefined());
      await vi.advanceTimersByTimeAsync(10_000);
      await refused;
    });

    it('goes on trying when a kept registration loses its connection', async () => {
      await register();
      sip.state.listeners?.onRegistration({ type: 'connectionLost' });
      expect(phone.snapshot().registration).toMatchObject({
        state: 'connecting',
        problem: { code: 'voiceServerLost' },
      });
      sip.state.listeners?.onRegistration({ type: 'registered' });
      expect(phone.snapshot().registration).toEqual({ state: 'registered', username: '1001' });
    });

    it('lets an abandoned log-in do nothing to the next one', async () => {
      const abandoned = expect(phone.logIn('old', 'secret')).rejects.toMatchObject({
        problem: { code: 'notLoggedIn' },
      });
      await vi.waitFor(() => expect(sip.state.listeners).toBeDefined());
      const old = sip.state.listeners;
      phone.logOut();
      await abandoned;
      sip.state.listeners = undefined as never;
      await register();
      const { stopped } = sip.state;
      old?.onRegistration({ type: 'connectionLost' });
      await vi.advanceTimersByTimeAsync(20_000);
      expect(phone.snapshot().registration).toEqual({ state: 'registered', username: '1001' });
      expect(sip.state.stopped).toBe(stopped);
    });

    it('says what is missing when no voice server is set', async () => {
      background.phoneConfiguration.mockResolvedValueOnce({ region: 'US', product: 'work' });
      await expect(phone.logIn('1001', 'secret')).rejects.toMatchObject({
        problem: { code: 'voiceServerMissing' },
      });
    });
  });

  describe('an outgoing call', () => {
    beforeEach(register);

    it('is in the journal before the INVITE is on the wire', async () => {
      let inJournalBefore: CallRecord | undefined;
      const call = sip.engine.call;
      vi.spyOn(sip.engine, 'call').mockImplementation((user, written) => {
        void written.then(async () => {
          inJournalBefore = (await journal.newest(1))[0];
        });
        return call(user, written);
      });
      const id = await phone.call('(415) 555-2671');
      expect(sip.state.dialled).toEqual(['+14155552671']);
      await vi.waitFor(() => expect(inJournalBefore).toMatchObject({ id, phase: 'connecting' }));
    });

    it('goes through its states, and the journal follows', async () => {
      const id = await phone.call('+14155552671', ada);
      lastLeg().tell({ type: 'ringingStarted' });
      expect(played).toEqual(['ringback']);
      lastLeg().tell({ type: 'answered' });
      lastLeg().tell({ type: 'ended', ending: 'completed' });
      expect(played).toEqual(['ringback', 'none']);
      await vi.waitFor(async () => expect(await inJournal(id)).toMatchObject({ phase: 'ended' }));
      expect(await inJournal(id)).toMatchObject({
        direction: 'outbound',
        remoteNumber: '+14155552671',
        localNumber: '1001',
        portalId: 8101234,
        match: { state: 'found', contact: ada },
        ending: 'completed',
        sipCallId: 'out-0',
      });
      expect(background.matchNumber).not.toHaveBeenCalled();
    });

    it('is announced only when the journal has its end, and again until somebody takes it', async () => {
      background.callRecordChanged.mockRejectedValueOnce(new Error('worker died'));
      const id = await phone.call('+14155552671', ada);
      background.callRecordChanged.mockImplementation(async (callId) => {
        expect(await inJournal(callId)).toMatchObject({ phase: 'ended' });
      });
      lastLeg().tell({ type: 'ended', ending: 'busy', sipStatus: 486 });
      await vi.waitFor(() => expect(background.callRecordChanged).toHaveBeenCalledTimes(1));
      await vi.advanceTimersByTimeAsync(600);
      expect(background.callRecordChanged).toHaveBeenCalledTimes(2);
      expect(background.callRecordChanged).toHaveBeenLastCalledWith(id);
    });

    it('tells the views of the call only when the INVITE is out, which drawing would hold up', async () => {
      const order: string[] = [];
      const call = sip.engine.call;
      vi.spyOn(sip.engine, 'call').mockImplementation((user, written) => {
        const leg = call(user, written);
        void written.then(() => order.push('INVITE'));
        return leg;
      });
      onChange.mockImplementation(() => void order.push(`view ${phone.snapshot().calls.length}`));
      await phone.call('+14155552671', ada);
      expect(order.slice(0, 2)).toEqual(['INVITE', 'view 1']);
    });

    it('lets the network’s own ringback be heard, also when it comes after a 180', async () => {
      await phone.call('+14155552671');
      lastLeg().tell({ type: 'ringingStarted' });
      expect(played).toEqual(['ringback']);
      lastLeg().tell({ type: 'earlyMediaStarted' });
      expect(played).toEqual(['ringback', 'none']);
    });

    it('looks up who has a dialled number', async () => {
      const id = await phone.call('+14155552671');
      await vi.waitFor(async () => expect(await inJournal(id)).toMatchObject({ match: found }));
    });

    it('calls though the disk is full, and writes when it can', async () => {
      vi.spyOn(journal, 'write').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
      const id = await phone.call('+14155552671', ada);
      expect(sip.state.dialled).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(5_000);
      await vi.waitFor(async () => expect(await inJournal(id)).toBeDefined());
    });

    it.each([
      ['hello', 'nameNotChosen'],
      ['', 'numberMissing'],
      ['+1 415 55', 'numberInvalid'],
    ])('refuses %o with its reason', async (typed, code) => {
      await expect(phone.call(typed)).rejects.toMatchObject({ problem: { code } });
      expect(sip.state.dialled).toEqual([]);
    });

    it('says that the phone is connecting while it is', async () => {
      sip.state.listeners?.onRegistration({ type: 'connectionLost' });
      await expect(phone.call('+14155552671')).rejects.toMatchObject({
        problem: { code: 'phoneConnecting' },
      });
    });

    it('goes on when the server refuses the account meanwhile, which is let go after it', async () => {
      await phone.call('+14155552671', ada);
      lastLeg().tell({ type: 'answered' });
      const refused = {
        type: 'registrationFailed',
        problem: problem('credentialsRefused'),
        final: true,
      } as const;
      sip.state.listeners?.onRegistration(refused);
      expect(sip.state.stopped).toBe(0);
      expect(phone.snapshot().registration).toMatchObject({ state: 'failed' });
      lastLeg().tell({ type: 'ended', ending: 'completed' });
      expect(sip.state.stopped).toBe(1);
    });

    it('tells a refused hold, and goes on', async () => {
      const id = await phone.call('+14155552671', ada);
      lastLeg().tell({ type: 'answered' });
      phone.setOnHold(id, true);
      lastLeg().tell({ type: 'holdRefused' });
      expect(only()).toMatchObject({ phase: 'established', onHold: false });
      expect(phone.snapshot().notice).toMatchObject({ code: 'holdNotPossible' });
    });

    it('goes on when the microphone stops, and says so', async () => {
      await phone.call('+14155552671', ada);
      lastLeg().tell({ type: 'answered' });
      lastLeg().tell({ type: 'microphoneLost' });
      expect(only().phase).toBe('established');
      expect(lastLeg().done).toEqual([]);
      expect(phone.snapshot().notice).toMatchObject({ code: 'microphoneLost' });
    });

    it('makes room for the next one when it is over', async () => {
      const first = await phone.call('+14155552671', ada);
      lastLeg().tell({ type: 'ended', ending: 'busy' });
      expect(phone.snapshot().calls.map(({ id }) => id)).toEqual([first]);
      const second = await phone.call('+14155552672', ada);
      expect(phone.snapshot().calls.map(({ id }) => id)).toEqual([second]);
    });

    it('needs the microphone', async () => {
      phone.microphoneChanged('prompt');
      await expect(phone.call('+14155552671')).rejects.toMatchObject({
        problem: { code: 'microphoneNotGranted' },
      });
    });

    it('is one at a time', async () => {
      await phone.call('+14155552671');
      await expect(phone.call('+14155552672')).rejects.toMatchObject({ problem: { code: 'alreadyInCall' } });
    });

    it('ends when the microphone fails, and says why', async () => {
      await phone.call('+14155552671', ada);
      lastLeg().tell({ type: 'microphoneFailed', problem: problem('microphoneMissing') });
      expect(lastLeg().done).toEqual(['hangUp']);
      expect(phone.snapshot().notice).toMatchObject({ code: 'microphoneMissing' });
    });

    it('passes on what the agent does', async () => {
      const id = await phone.call('+14155552671', ada);
      lastLeg().tell({ type: 'answered' });
      phone.setMuted(id, true);
      phone.setOnHold(id, true);
      phone.sendTones(id, '42#');
      phone.hangUp(id);
      expect(lastLeg().done).toEqual(['muted true', 'hold true', 'tones 42#', 'hangUp']);
      expect(only().muted).toBe(true);
      // On hold is what the wire says, not what was asked.
      expect(only().onHold).toBe(false);
      lastLeg().tell({ type: 'holdChanged', onHold: true });
      expect(only().onHold).toBe(true);
    });
  });

  describe('an incoming call', () => {
    beforeEach(register);

    it('rings, brings up the panel and gets its contact’s name', async () => {
      sip.invite('4155552671', 'Ada\u0000 B');
      expect(only()).toMatchObject({
        phase: 'ringing',
        direction: 'inbound',
        remoteNumber: '+14155552671',
        remoteName: 'Ada B',
      });
      expect(played).toEqual(['ring']);
      expect(background.callOffered).toHaveBeenCalledWith(only().id);
      await vi.waitFor(() => expect(only().match).toEqual(found));
    });

    it('is answered, declined and hung up by the agent', async () => {
      const first = sip.invite('+14155552671');
      phone.answer(only().id);
      expect(first.done).toEqual(['answer']);
      first.tell({ type: 'ended', ending: 'completed' });
      const second = sip.invite('+14155552672');
      phone.decline(only().id);
      expect(second.done).toEqual(['decline 603']);
    });

    it('goes on ringing when it cannot be answered for want of a microphone', () => {
      phone.microphoneChanged('prompt');
      const leg = sip.invite('+14155552671');
      expect(() => phone.answer(only().id)).toThrow(/microphoneNotGranted/);
      expect(leg.done).toEqual([]);
      expect(only().phase).toBe('ringing');
    });

    it('that comes while another goes on is told busy, and is logged all the same', async () => {
      await phone.call('+14155552671', ada);
      const second = sip.invite('+351912345678');
      expect(second.done).toEqual(['decline 486']);
      await vi.waitFor(() => expect(background.callRecordChanged).toHaveBeenCalled());
      const id = background.callRecordChanged.mock.calls[0]?.[0] as string;
      expect(await inJournal(id)).toMatchObject({ ending: 'phoneBusy', remoteNumber: '+351912345678' });
      await vi.waitFor(() => expect(phone.snapshot().calls.map((call) => call.ending)).toEqual([undefined]));
    });

    it('keeps going when the background does not answer', async () => {
      background.matchNumber.mockRejectedValue(new Error('gone'));
      sip.invite('+14155552671');
      await vi.waitFor(() => expect(only().match).toEqual({ state: 'unknown' }));
    });

    it('without a number is still a call', () => {
      sip.invite('');
      expect(only().remoteNumber).toBe('Anonymous');
    });
  });

  it('S1-30: takes a recording that the provider announces after the call', async () => {
    await register();
    const id = await phone.call('+14155552671', ada);
    lastLeg().tell({ type: 'answered' });
    lastLeg().tell({ type: 'ended', ending: 'completed' });
    phone.putAway(id);
    await vi.waitFor(() => expect(background.callRecordChanged).toHaveBeenCalledTimes(1));
    const announce = (fromUser: string, fromHost: string) =>
      sip.state.listeners?.onMessage({
        fromUser,
        fromHost,
        contentType: 'application/vnd.offhook.recording+json',
        body: JSON.stringify({ callId: 'out-0', url: `https://recordings.example/${fromUser}.wav` }),
      });
    announce('mallory', 'sip.example.com');
    announce('recordings', 'evil.example');
    announce('recordings', 'SIP.example.com');
    await vi.waitFor(() => expect(background.callRecordChanged).toHaveBeenCalledTimes(2));
    expect(await inJournal(id)).toMatchObject({ recordingUrl: 'https://recordings.example/recordings.wav' });
  });

  it('closes what a dead phone left open and has it logged', async () => {
    await register();
    const id = await phone.call('+14155552671', ada);
    lastLeg().tell({ type: 'answered' });
    await vi.waitFor(async () => expect(await inJournal(id)).toMatchObject({ phase: 'established' }));
    const next = createPhone({
      engine: fakeEngine().engine,
      journal,
      background,
      sounds: { play: () => {} },
      now: () => clock++,
      newId: () => crypto.randomUUID(),
      onChange: () => {},
    });
    await next.start();
    expect(await inJournal(id)).toMatchObject({ phase: 'ended', ending: 'interrupted' });
    expect(background.callRecordChanged).toHaveBeenCalledWith(id);
  });
});
