import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type CallRecord, callEndingSchema, callRecordSchema } from '../calls/callRecord.ts';
import { callProperties, callStatus, talkTimeMs } from './callProperties.ts';
import { callProperty } from './paths.ts';

const id = '3f2b8c1e-5a74-4d0b-9c62-0d5a1f7e8b90';
const startedAt = 1_800_000_000_000;

function record(changes: Partial<CallRecord> = {}): CallRecord {
  return {
    id,
    direction: 'outbound',
    phase: 'ended',
    remoteNumber: '+14155550132',
    localNumber: '+12125550100',
    match: { state: 'found', contact: { id: '51', name: 'Ada Brandt' }, chosenByAgent: false },
    startedAt,
    answeredAt: startedAt + 5_000,
    endedAt: startedAt + 65_250,
    lastSeenAt: startedAt + 65_250,
    ending: 'completed',
    muted: false,
    onHold: false,
    ...changes,
  };
}

function unanswered(changes: Partial<CallRecord>): CallRecord {
  const { answeredAt: _, ...rest } = record(changes);
  return rest;
}

const options = { appName: 'Offhook' };

describe('callProperties', () => {
  it('S1-31: describes an answered outbound call', () => {
    expect(
      callProperties(
        record({ recordingUrl: 'https://recordings.example.com/1.mp3' }),
        { notes: 'Wants <b>more</b> & soon.\nCall back.', outcome: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' },
        { ...options, ownerId: '77' },
      ),
    ).toEqual({
      hs_timestamp: '1800000000000',
      hs_call_title: 'Outbound call to Ada Brandt',
      hs_call_body:
        'Wants &lt;b&gt;more&lt;/b&gt; &amp; soon.<br>Call back.<br><br>The call was answered. Logged by Offhook.',
      hs_call_direction: 'OUTBOUND',
      hs_call_status: 'COMPLETED',
      hs_call_from_number: '+12125550100',
      hs_call_to_number: '+14155550132',
      hs_call_duration: '60250',
      hs_call_external_id: id,
      hs_call_source: 'INTEGRATIONS_PLATFORM',
      hubspot_owner_id: '77',
      hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
      hs_call_recording_url: 'https://recordings.example.com/1.mp3',
    });
  });

  it('describes a missed inbound call, without what is not known', () => {
    const properties = callProperties(
      unanswered({
        direction: 'inbound',
        ending: 'cancelled',
        match: { state: 'none' },
        remoteName: 'ADA\r\nB',
      }),
      {},
      options,
    );
    expect(properties).toMatchObject({
      hs_call_title: 'Inbound call from ADA B',
      hs_call_direction: 'INBOUND',
      hs_call_status: 'NO_ANSWER',
      hs_call_from_number: '+14155550132',
      hs_call_to_number: '+12125550100',
      hs_call_duration: '0',
      hs_call_body: 'Hung up before it was answered. Logged by Offhook.',
    });
    for (const name of ['hubspot_owner_id', 'hs_call_disposition', 'hs_call_recording_url']) {
      expect(properties).not.toHaveProperty(name);
    }
  });

  it('names the contact that the log goes to before the match, the match before the caller, the number last', () => {
    const title = (call: CallRecord, contact?: { name: string }) =>
      callProperties(call, {}, { ...options, contact })[callProperty.title];
    expect(title(record(), { name: 'Chosen One' })).toBe('Outbound call to Chosen One');
    expect(title(record({ remoteName: 'SIP NAME' }))).toBe('Outbound call to Ada Brandt');
    expect(title(record({ remoteName: 'SIP NAME', match: { state: 'none' } }))).toBe(
      'Outbound call to SIP NAME',
    );
    expect(title(record({ match: { state: 'none' } }))).toBe('Outbound call to +14155550132');
  });

  it('says what the network said about a call that failed', () => {
    const failed = unanswered({ ending: 'notFound', sipStatus: 404 });
    expect(callProperties(failed, {}, options)[callProperty.body]).toContain('does not exist. (SIP 404)');
  });

  it('keeps every value a bounded string of its kind, whatever the call and the notes', () => {
    const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const anyRecord = fc.record(
      {
        direction: fc.constantFrom('inbound' as const, 'outbound' as const),
        ending: fc.constantFrom(...callEndingSchema.options),
        remoteNumber: text,
        remoteName: text,
        localNumber: text,
        match: fc.constant({ state: 'none' as const }),
        startedAt: time,
        answeredAt: time,
        endedAt: time,
        lastSeenAt: time,
        sipStatus: fc.integer({ min: 100, max: 699 }),
      },
      { requiredKeys: [] },
    );
    // Long notes by repetition: a generator of 20,000 characters shrinks for minutes.
    const anyNotes = fc
      .tuple(fc.oneof(text, fc.constantFrom('&', '<', '\n', '😀')), fc.constantFrom(1, 50, 10_000))
      .map(([part, times]) => part.repeat(times).slice(0, 20_000));
    fc.assert(
      fc.property(anyRecord, anyNotes, (changes, notes) => {
        const call = v.parse(callRecordSchema, { ...record(), ...changes });
        const properties = callProperties(call, { notes }, options);
        for (const value of Object.values(properties)) {
          expect(typeof value).toBe('string');
          expect(value.length).toBeLessThanOrEqual(65_536);
          expect(value.isWellFormed()).toBe(true);
        }
        expect(properties[callProperty.duration]).toMatch(/^\d{1,13}$/);
        expect(properties[callProperty.title]?.length).toBeLessThanOrEqual(255);
        expect(properties[callProperty.body]).toMatch(/Logged by Offhook\.$/);
        expect(properties[callProperty.body]?.replaceAll('<br>', '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(properties).toEqual(callProperties(call, { notes }, options));
      }),
      { numRuns: 40 },
    );
  }, 30_000);
});

describe('callStatus', () => {
  it.each([
    ['outbound', 'busy', 'BUSY'],
    ['outbound', 'noAnswer', 'NO_ANSWER'],
    ['outbound', 'declined', 'BUSY'],
    ['outbound', 'cancelled', 'CANCELED'],
    ['outbound', 'notFound', 'FAILED'],
    ['outbound', 'unavailable', 'FAILED'],
    ['outbound', 'failed', 'FAILED'],
    ['outbound', 'network', 'FAILED'],
    ['outbound', 'interrupted', 'FAILED'],
    ['inbound', 'cancelled', 'NO_ANSWER'],
    ['inbound', 'noAnswer', 'NO_ANSWER'],
    ['inbound', 'declined', 'BUSY'],
    ['inbound', 'phoneBusy', 'BUSY'],
    ['inbound', 'answeredElsewhere', 'CANCELED'],
  ] as const)('an unanswered %s call, %s, is %s', (direction, ending, status) => {
    expect(callStatus(unanswered({ direction, ending }))).toBe(status);
  });

  it('an answered call is completed, however it ended', () => {
    for (const ending of callEndingSchema.options) expect(callStatus(record({ ending }))).toBe('COMPLETED');
  });
});

describe('talkTimeMs', () => {
  it('counts from the answer to the end', () => {
    expect(talkTimeMs(record())).toBe(60_250);
    expect(talkTimeMs(unanswered({}))).toBe(0);
  });

  it('ends where the call was last seen alive after a crash, however late that was noticed', () => {
    const crashed = record({
      ending: 'interrupted',
      endedAt: startedAt + 86_400_000,
      lastSeenAt: startedAt + 15_000,
    });
    expect(talkTimeMs(crashed)).toBe(10_000);
  });

  it('is never negative, not even after the clock was set back', () => {
    expect(talkTimeMs(record({ endedAt: startedAt - 60_000 }))).toBe(0);
  });
});
