import { describe, expect, it } from 'vitest';
import { type CallEnding, callEndingSchema } from '../../calls/callRecord.ts';
import { aCall, anEndedCall } from '../testing/known.ts';
import { canRedial, endingWords, initialsOf, liveStateOf, nameOf, talkTimeOf } from './callWords.ts';

describe('whom a call is with', () => {
  const unmatched = { match: { state: 'none' } as const };

  it('is the contact, and the agent’s choice before the match', () => {
    expect(nameOf(aCall())).toBe('Ada Brandt');
    expect(nameOf(aCall(), { contact: { id: '7', name: 'Mateo Silva' } })).toBe('Mateo Silva');
  });

  it('is the number before what the far end calls itself', () => {
    expect(nameOf(aCall({ ...unmatched, remoteName: 'Your bank' }))).toBe('+14155550142');
    expect(nameOf(aCall({ ...unmatched, remoteNumber: '', remoteName: 'Reception' }))).toBe('Reception');
    expect(nameOf(aCall({ ...unmatched, remoteNumber: '' }))).toBe('Unknown caller');
  });

  it('can be called back only with a number', () => {
    expect(canRedial(aCall())).toBe(true);
    expect(canRedial(aCall({ remoteNumber: 'Anonymous' }))).toBe(false);
  });
});

describe('initials', () => {
  it.each([
    ['Ada Brandt', 'AB'],
    ['Marianne de la Tour', 'MT'],
    ['Élodie', 'É'],
    ['  ', ''],
    ['+14155550142', ''],
    ['(Sales) Anna', 'SA'],
    ['田中 愛子', '田愛'],
  ])('of %s are %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe('a live call', () => {
  it('says its state, both when it is held and muted', () => {
    expect(liveStateOf(aCall({ phase: 'connecting' }))).toBe('Connecting…');
    expect(liveStateOf(aCall({ phase: 'ringing' }))).toBe('Ringing…');
    expect(liveStateOf(aCall())).toBe('Connected');
    expect(liveStateOf(aCall({ muted: true }))).toBe('Muted');
    expect(liveStateOf(aCall({ onHold: true, muted: true }))).toBe('On hold · Muted');
  });
});

describe('how a call ended', () => {
  const titleOf = (ending: CallEnding, direction: 'inbound' | 'outbound') =>
    endingWords(anEndedCall({ ending, direction, answeredAt: undefined })).title;

  it('has words for every ending in both directions', () => {
    for (const ending of callEndingSchema.options)
      for (const direction of ['inbound', 'outbound'] as const)
        expect(titleOf(ending, direction)).toMatch(/\w/);
  });

  it('is not told of the wrong side', () => {
    expect(titleOf('declined', 'inbound')).toBe('You declined this call');
    expect(titleOf('declined', 'outbound')).toBe('The call was declined.');
    expect(titleOf('cancelled', 'inbound')).toBe('Missed call');
    expect(titleOf('cancelled', 'outbound')).toBe('You hung up before an answer');
    expect(titleOf('noAnswer', 'inbound')).toBe('Missed call');
  });

  it('tells a call that broke off from one that never got through', () => {
    expect(endingWords(anEndedCall({ ending: 'network' })).title).toMatch(/during the call/);
    expect(titleOf('network', 'outbound')).not.toMatch(/during the call/);
  });

  it('counts the time from the answer, and none without one', () => {
    expect(talkTimeOf(anEndedCall())).toBe(60_000);
    expect(talkTimeOf(anEndedCall({ answeredAt: undefined }))).toBeUndefined();
    expect(talkTimeOf(anEndedCall({ endedAt: undefined, lastSeenAt: 25_000 }))).toBe(20_000);
  });
});
