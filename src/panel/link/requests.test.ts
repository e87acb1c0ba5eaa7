import { beforeEach, describe, expect, it, vi } from 'vitest';

const sendMessage = vi.hoisted(() => vi.fn());
vi.mock('../../browserApi/index.ts', () => ({ browser: { runtime: { sendMessage } } }));

import { problem } from '../../problems/problem.ts';
import { usePanel } from '../store.ts';
import { aBackground } from '../testing/known.ts';
import { background, phone } from './requests.ts';

const callId = '3f0f5f0a-8a55-4f0e-9f43-0c9d4d3c5b01';

describe('asking the background', () => {
  const connecting = aBackground({ state: 'connecting' });
  const now = aBackground({ state: 'notConnected' });

  beforeEach(() => {
    sendMessage.mockReset();
    usePanel.setState({ background: connecting });
  });

  it.each([
    ['closed the channel', () => Promise.reject(new Error('The message channel closed before a response'))],
    ['never answered', () => Promise.resolve(undefined)],
  ])('looks again at how things are when a worker died and %s', async (_, lost) => {
    sendMessage.mockImplementationOnce(lost).mockResolvedValueOnce({ ok: true, value: now });
    await expect(background('connectHubSpot', { agreed: true })).rejects.toMatchObject({
      problem: { code: 'unexpected' },
    });
    await vi.waitFor(() => expect(usePanel.getState().background).toEqual(now));
    expect(sendMessage.mock.calls.map(([{ request }]) => request)).toEqual(['connectHubSpot', 'snapshot']);
  });

  it('takes a refusal as it is: whoever refuses is alive, and tells what changed', async () => {
    sendMessage.mockResolvedValue({ ok: false, problem: problem('consentClosed') });
    await expect(background('connectHubSpot', { agreed: true })).rejects.toMatchObject({
      problem: { code: 'consentClosed' },
    });
    expect(sendMessage).toHaveBeenCalledOnce();
  });

  it('does not go round in circles when the snapshot itself is lost', async () => {
    sendMessage.mockRejectedValue(new Error('gone'));
    await expect(background('disconnectHubSpot')).rejects.toMatchObject({ problem: { code: 'unexpected' } });
    await expect(background('snapshot')).rejects.toMatchObject({ problem: { code: 'unexpected' } });
    expect(sendMessage).toHaveBeenCalledTimes(3);
    expect(usePanel.getState().background).toEqual(connecting);
  });
});

describe('asking the phone', () => {
  beforeEach(() => sendMessage.mockReset());

  it('starts one that does not answer, and asks once more', async () => {
    sendMessage
      .mockRejectedValueOnce(new Error('Receiving end does not exist.'))
      .mockResolvedValueOnce({ ok: true })
      .mockResolvedValueOnce({ ok: true, value: { callId } });
    await expect(phone('call', { number: '+14155550142' })).resolves.toEqual({ callId });
    expect(sendMessage.mock.calls.map(([{ to, request }]) => `${to} ${request}`)).toEqual([
      'phone call',
      'background startPhone',
      'phone call',
    ]);
  });

  it('does not ask again when the phone said no', async () => {
    const refusal = {
      code: 'alreadyInCall',
      cause: 'You are in a call already.',
      nextStep: 'Hang up first.',
    };
    sendMessage.mockResolvedValue({ ok: false, problem: refusal });
    await expect(phone('call', { number: '+14155550142' })).rejects.toMatchObject({ problem: refusal });
    expect(sendMessage).toHaveBeenCalledOnce();
  });

  it('gives up after the second silence', async () => {
    sendMessage
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce({ ok: true })
      .mockResolvedValueOnce(undefined);
    await expect(phone('logOut')).rejects.toMatchObject({ problem: { code: 'phoneUnreachable' } });
    expect(sendMessage).toHaveBeenCalledTimes(3);
  });
});
