import { describe, expect, it, vi } from 'vitest';
import { askForMicrophone } from './askForMicrophone.ts';

const media = (getUserMedia: () => Promise<unknown>) => ({ getUserMedia }) as unknown as MediaDevices;
const permissions = (state: PermissionState) =>
  ({ query: async () => ({ state }) }) as unknown as Permissions;
const refuse = (name: string) => media(() => Promise.reject(new DOMException('', name)));

describe('asking for the microphone', () => {
  it('lets it go at once when it is granted', async () => {
    const stop = vi.fn();
    const stream = { getTracks: () => [{ stop }, { stop }] };
    expect(
      await askForMicrophone(
        media(async () => stream),
        permissions('granted'),
      ),
    ).toBe('granted');
    expect(stop).toHaveBeenCalledTimes(2);
  });

  it('tells a block from a question that was closed', async () => {
    expect(await askForMicrophone(refuse('NotAllowedError'), permissions('denied'))).toBe('blocked');
    expect(await askForMicrophone(refuse('NotAllowedError'), permissions('prompt'))).toBe('dismissed');
  });

  it('tells a missing one from one that does not work', async () => {
    expect(await askForMicrophone(refuse('NotFoundError'), permissions('granted'))).toBe('missing');
    expect(await askForMicrophone(refuse('NotReadableError'), permissions('granted'))).toBe('failed');
  });
});
