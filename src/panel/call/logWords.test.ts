import { describe, expect, it } from 'vitest';
import { problem } from '../../problems/problem.ts';
import { aLog } from '../testing/known.ts';
import { logWords } from './logWords.ts';

describe('the words of a log', () => {
  it.each([
    ['draft', 'Waiting to log'],
    ['queued', 'Waiting to log'],
    ['sending', 'Waiting to log'],
    ['sent', 'Logged'],
    ['held', 'Not logged'],
    ['failed', 'Not logged'],
  ] as const)('%s: %s', (state, word) => expect(logWords(aLog({ state })).word).toBe(word));

  it('wait while the outbox has not heard of the call', () => {
    expect(logWords(undefined)).toMatchObject({ word: 'Waiting to log', mayTryAgain: false });
  });

  it('give the reason while there is one, and none once it is logged', () => {
    const down = problem('networkDown');
    expect(logWords(aLog({ state: 'queued', problem: down })).problem).toEqual(down);
    expect(logWords(aLog({ state: 'sent', problem: down })).problem).toBeUndefined();
  });

  it('say that a call is logged of which HubSpot refused a later change, and why', () => {
    const refused = problem('hubspotRefused', 'bad property');
    const words = logWords(aLog({ state: 'failed', hubspotCallId: '41', problem: refused }));
    expect(words).toMatchObject({ word: 'Logged', mayTryAgain: true, needsContact: false });
    expect(words.problem?.cause).toContain('without your last change');
    expect(words.problem?.cause).toContain(refused.cause);
    expect(words.problem?.nextStep).toBe(refused.nextStep);
  });

  it('offer another try only where a try has failed', () => {
    expect(logWords(aLog({ state: 'queued' })).mayTryAgain).toBe(false);
    expect(logWords(aLog({ state: 'queued', problem: problem('networkDown') })).mayTryAgain).toBe(true);
    expect(logWords(aLog({ state: 'failed', problem: problem('hubspotRefused') })).mayTryAgain).toBe(true);
    expect(logWords(aLog({ state: 'sent' })).mayTryAgain).toBe(false);
  });

  it('ask for the contact where only the agent can know it', () => {
    for (const code of ['noMatch', 'severalMatches', 'contactGone'] as const)
      expect(logWords(aLog({ state: 'held', problem: problem(code) })).needsContact).toBe(true);
    expect(logWords(aLog({ state: 'held', problem: problem('hubspotRefused') })).needsContact).toBe(false);
  });
});
