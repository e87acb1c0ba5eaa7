import { describe, expect, it } from 'vitest';
import { problem } from '../problems/problem.ts';
import { statusFor } from './status.ts';
import { aBackground, aPhone } from './testing/known.ts';

describe('the status', () => {
  it('is Ready with who is logged in', () => {
    expect(statusFor({ background: aBackground(), phone: aPhone() })).toEqual({
      word: 'Ready',
      reason: 'Logged in as 1001',
    });
  });

  it.each([
    ['notConnected', 'Offline'],
    ['connecting', 'Connecting'],
    ['chooseAccount', 'Offline'],
    ['disconnected', 'Offline'],
    ['reconnectNeeded', 'Offline'],
  ] as const)('with HubSpot %s is %s and says why', (state, word) => {
    const status = statusFor({ background: aBackground({ state }), phone: aPhone() });
    expect(status.word).toBe(word);
    expect(status.reason).toMatch(/HubSpot|account/);
  });

  it('passes on why the voice server refuses or does not answer', () => {
    const unreachable = problem('voiceServerUnreachable');
    const refused = problem('credentialsRefused');
    const statusOf = (state: 'connecting' | 'failed', why: typeof refused) =>
      statusFor({
        background: aBackground(),
        phone: aPhone({ registration: { state, username: '1001', problem: why } }),
      });
    expect(statusOf('connecting', unreachable)).toEqual({ word: 'Connecting', reason: unreachable.cause });
    expect(statusOf('failed', refused)).toEqual({ word: 'Offline', reason: refused.cause });
  });

  it('is not Ready without a microphone, a log-in, a product or an answer of the owners', () => {
    const background = aBackground();
    const { product: _, ...settings } = background.settings;
    const words = [
      statusFor({ background, phone: aPhone({ microphone: 'denied' }) }),
      statusFor({ background, phone: aPhone({ registration: { state: 'loggedOut' } }) }),
      statusFor({ background: { ...background, settings }, phone: aPhone() }),
      statusFor({ background, phone: undefined }),
      statusFor({ background: undefined, phone: undefined }),
    ].map(({ word }) => word);
    expect(words).toEqual(['Offline', 'Offline', 'Offline', 'Connecting', 'Connecting']);
  });
});
