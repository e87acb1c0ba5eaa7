import { beforeEach, describe, expect, it, vi } from 'vitest';

const sendMessage = vi.hoisted(() => vi.fn());
vi.mock('../../browserApi/index.ts', () => ({ browser: { runtime: { sendMessage } } }));

import { phone } from './requests.ts';

const callId = '3f0f5f0a-8a55-4f0e-9f43-0c9d4d3c5b01';

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
