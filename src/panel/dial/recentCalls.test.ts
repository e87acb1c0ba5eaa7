import { describe, expect, it } from 'vitest';
import { aLog, anEndedCall } from '../testing/known.ts';
import { recentCallsOf } from './recentCalls.ts';

describe('recent calls', () => {
  it('carry their log, and the contact that the agent chose for it', () => {
    const call = anEndedCall({ match: { state: 'none' } });
    const log = aLog({ state: 'sent', contact: { id: '7', name: 'Mateo Silva' } });
    const other = aLog({ callId: '3f0f5f0a-8a55-4f0e-9f43-0c9d4d3c5b09' });
    expect(recentCallsOf([call], [other, log])).toEqual([
      { call, log, name: 'Mateo Silva', number: '+14155550142', missed: false, talkTime: 60_000 },
    ]);
  });

  it('show a number once, and stand without a log', () => {
    const [recent] = recentCallsOf([anEndedCall({ match: { state: 'none' } })], []);
    expect(recent).toMatchObject({ name: '+14155550142', number: undefined, log: undefined });
  });

  it('were missed when they came in and nobody took or declined them', () => {
    const missed = (over: Parameters<typeof anEndedCall>[0]) =>
      recentCallsOf([anEndedCall({ direction: 'inbound', answeredAt: undefined, ...over })], [])[0]?.missed;
    expect(missed({ ending: 'cancelled' })).toBe(true);
    expect(missed({ ending: 'phoneBusy' })).toBe(true);
    expect(missed({ ending: 'declined' })).toBe(false);
    expect(missed({ ending: 'answeredElsewhere' })).toBe(false);
    expect(missed({ ending: 'cancelled', direction: 'outbound' })).toBe(false);
    expect(missed({ ending: 'completed', answeredAt: 5_000 })).toBe(false);
  });
});
