import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { applyCallEvent, type CallEvent, closeInterrupted, newCall, talkTime } from './callMachine.ts';
import { type CallRecord, callEndingSchema, callRecordSchema } from './callRecord.ts';

const id = '0b6f3c1e-6f0c-4b57-9a44-2f6f0a3d1c11';
const contact = { id: '42', name: 'Ada Brandt' };

const outbound = () =>
  newCall({ id, direction: 'outbound', remoteNumber: '+14155550132', localNumber: '1001', at: 1_000 });
const inbound = () =>
  newCall({ id, direction: 'inbound', remoteNumber: '+14155550132', localNumber: '1001', at: 1_000 });
const run = (call: CallRecord, ...events: CallEvent[]) => events.reduce(applyCallEvent, call);

const at = fc.integer({ min: 0, max: 10_000_000 });
const anyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({ type: fc.constant('ringingStarted' as const), at }),
  fc.record({ type: fc.constant('answered' as const), at }),
  fc.record({ type: fc.constant('muteChanged' as const), muted: fc.boolean(), at }),
  fc.record({ type: fc.constant('holdChanged' as const), onHold: fc.boolean(), at }),
  fc.record({ type: fc.constant('seenAlive' as const), at }),
  fc.record({ type: fc.constant('sipCallIdKnown' as const), sipCallId: fc.string(), at }),
  fc.record({ type: fc.constant('matched' as const), match: fc.constant({ state: 'none' as const }), at }),
  fc.record({ type: fc.constant('contactChosen' as const), contact: fc.constant(contact), at }),
  fc.record({
    type: fc.constant('recordingAnnounced' as const),
    url: fc.constant('https://recordings.example/1.wav'),
    at,
  }),
  fc.record({
    type: fc.constant('ended' as const),
    ending: fc.constantFrom(...callEndingSchema.options),
    at,
  }),
);

describe('a call', () => {
  it('goes from connecting over ringing and established to ended', () => {
    const call = run(
      outbound(),
      { type: 'ringingStarted', at: 2_000 },
      { type: 'answered', at: 3_000 },
      { type: 'ended', ending: 'completed', at: 9_500 },
    );
    expect(call).toMatchObject({
      phase: 'ended',
      startedAt: 1_000,
      ringingAt: 2_000,
      answeredAt: 3_000,
      endedAt: 9_500,
      ending: 'completed',
    });
    expect(talkTime(call, 99_999)).toBe(6_500);
  });

  it('is ringing from the start when it is offered to us', () => {
    expect(inbound()).toMatchObject({ phase: 'ringing', ringingAt: 1_000, match: { state: 'pending' } });
  });

  it('is never completed when it was not answered', () => {
    expect(run(inbound(), { type: 'ended', ending: 'completed', at: 2_000 }).ending).toBe('cancelled');
    expect(talkTime(run(inbound(), { type: 'ended', ending: 'declined', at: 2_000 }), 5_000)).toBe(0);
  });

  it('does not ring again after the answer', () => {
    const call = run(outbound(), { type: 'answered', at: 2_000 }, { type: 'ringingStarted', at: 2_001 });
    expect(call.phase).toBe('established');
  });

  it('keeps the contact that the agent chose, whatever a look-up says later', () => {
    const call = run(
      inbound(),
      { type: 'contactChosen', contact, at: 2 },
      { type: 'matched', match: { state: 'none' }, at: 3 },
    );
    expect(call.match).toEqual({ state: 'found', contact, chosenByAgent: true });
  });

  it('takes a recording that becomes known after the end', () => {
    const call = run(
      outbound(),
      { type: 'ended', ending: 'busy', at: 2_000 },
      { type: 'recordingAnnounced', url: 'https://recordings.example/1.wav', at: 9_000 },
    );
    expect(call).toMatchObject({ endedAt: 2_000, recordingUrl: 'https://recordings.example/1.wav' });
  });

  it('ends when it was last seen, if the phone died', () => {
    const call = closeInterrupted(
      run(outbound(), { type: 'answered', at: 2_000 }, { type: 'seenAlive', at: 7_000 }),
    );
    expect(call).toMatchObject({ phase: 'ended', ending: 'interrupted', endedAt: 7_000 });
    expect(closeInterrupted(call)).toBe(call);
  });

  it('stays a valid record with ordered times under any events, and never leaves ended', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(anyEvent, { maxLength: 40 }), (out, events) => {
        let call = out ? outbound() : inbound();
        for (const event of events) {
          const next = applyCallEvent(call, event);
          if (call.phase === 'ended') {
            expect(next.phase).toBe('ended');
            expect(next.endedAt).toBe(call.endedAt);
            expect(next.ending).toBe(call.ending);
          }
          if (call.answeredAt !== undefined) expect(next.answeredAt).toBe(call.answeredAt);
          expect(next.lastSeenAt).toBeGreaterThanOrEqual(call.lastSeenAt);
          call = next;
        }
        expect(v.is(callRecordSchema, call)).toBe(true);
        const times = [call.startedAt, call.ringingAt, call.answeredAt, call.endedAt].filter(
          (time) => time !== undefined,
        );
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(call.phase === 'ended').toBe(call.endedAt !== undefined && call.ending !== undefined);
        expect(call.ending === 'completed').toBe(
          call.phase === 'ended' && call.answeredAt !== undefined && !isBroken(call),
        );
      }),
    );
  });
});

const isBroken = (call: CallRecord) => call.ending === 'network' || call.ending === 'interrupted';
