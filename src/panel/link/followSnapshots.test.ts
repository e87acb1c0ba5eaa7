import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followSnapshots, silenceMs } from './followSnapshots.ts';

function fakePort() {
  const messages: ((message: unknown) => void)[] = [];
  const ends: (() => void)[] = [];
  return {
    onMessage: { addListener: (listener: (message: unknown) => void) => void messages.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => void ends.push(listener) },
    disconnect: vi.fn(),
    say: (message: unknown) => {
      for (const listener of messages) listener(message);
    },
    end: () => {
      for (const listener of ends) listener();
    },
  };
}

describe('following snapshots', () => {
  let ports: ReturnType<typeof fakePort>[];
  let controller: AbortController;
  const open = vi.fn<() => Promise<ReturnType<typeof fakePort>>>();
  const onSnapshot = vi.fn();
  const onInvalid = vi.fn();
  const whenVisible = vi.fn<() => Promise<void>>();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetAllMocks();
    ports = [];
    controller = new AbortController();
    whenVisible.mockResolvedValue();
    open.mockImplementation(async () => {
      const port = fakePort();
      ports.push(port);
      return port;
    });
  });
  afterEach(() => {
    controller.abort();
    vi.useRealTimers();
  });

  async function follow() {
    const done = followSnapshots({
      open,
      schema: v.object({ n: v.number() }),
      onSnapshot,
      onInvalid,
      whenVisible,
      signal: controller.signal,
    });
    await vi.advanceTimersByTimeAsync(0);
    return done;
  }

  it('passes on what the owner sends, checked', async () => {
    void follow();
    await vi.advanceTimersByTimeAsync(0);
    ports[0]?.say({ n: 1 });
    ports[0]?.say({ n: 'one' });
    expect(onSnapshot.mock.calls).toEqual([[{ n: 1 }]]);
    expect(onInvalid).toHaveBeenCalledOnce();
  });

  it('opens the port again when the owner goes away', async () => {
    void follow();
    await vi.advanceTimersByTimeAsync(0);
    ports[0]?.say({ n: 1 });
    ports[0]?.end();
    await vi.advanceTimersByTimeAsync(1_000);
    ports[1]?.say({ n: 2 });
    expect(onSnapshot).toHaveBeenLastCalledWith({ n: 2 });
  });

  it('leaves a port on which nobody speaks, and tries more slowly each time', async () => {
    open.mockRejectedValue(new Error('no phone'));
    void follow();
    await vi.advanceTimersByTimeAsync(60_000);
    const failed = open.mock.calls.length;
    expect(failed).toBeGreaterThan(5);
    expect(failed).toBeLessThan(25);

    open.mockImplementation(async () => {
      const port = fakePort();
      ports.push(port);
      return port;
    });
    await vi.advanceTimersByTimeAsync(5_000 + silenceMs);
    expect(ports[0]?.disconnect).toHaveBeenCalled();
  });

  it('waits while nobody sees the panel', async () => {
    let seen = () => {};
    whenVisible.mockReturnValueOnce(
      new Promise((resolve) => {
        seen = resolve;
      }),
    );
    void follow();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(open).not.toHaveBeenCalled();
    seen();
    await vi.advanceTimersByTimeAsync(0);
    expect(open).toHaveBeenCalledOnce();
  });

  it('ends with the signal and closes the port', async () => {
    const done = follow();
    await vi.advanceTimersByTimeAsync(0);
    controller.abort();
    await done;
    expect(ports[0]?.disconnect).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(open).toHaveBeenCalledOnce();
  });
});
