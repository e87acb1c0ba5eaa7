import { describe, expect, it, vi } from 'vitest';
import { offerHold } from './jssipHold.ts';
import type { JssipSession } from './jssipLeg.ts';

function fakeSession() {
  let handlers: { succeeded: () => void; failed: () => void } | undefined;
  const session = {
    _localHold: false,
    _setLocalMediaStatus: vi.fn(),
    _sendReinvite: vi.fn((options: { eventHandlers: { succeeded: () => void; failed: () => void } }) => {
      handlers = options.eventHandlers;
    }),
    isEstablished: () => true,
    isReadyToReOffer: vi.fn(() => true),
    terminate: vi.fn(),
    connection: { signalingState: 'have-local-offer', setLocalDescription: vi.fn(async () => {}) },
  };
  return {
    session,
    offer: (onHold: boolean, done: (agreed: boolean) => void) =>
      offerHold(session as unknown as JssipSession, onHold, done),
    answer: (agreed: boolean) => (agreed ? handlers?.succeeded() : handlers?.failed()),
  };
}

describe('an offer to hold', () => {
  it('is on hold when the far end agreed, and not before', () => {
    const { offer, answer, session } = fakeSession();
    const done = vi.fn();
    expect(offer(true, done)).toBe(true);
    expect(done).not.toHaveBeenCalled();
    answer(true);
    expect(done).toHaveBeenCalledWith(true);
    expect(session._localHold).toBe(true);
  });

  it('that is refused leaves the call up and as it was', () => {
    const { offer, answer, session } = fakeSession();
    const done = vi.fn();
    offer(true, done);
    answer(false);
    expect(done).toHaveBeenCalledWith(false);
    expect(session._localHold).toBe(false);
    expect(session.terminate).not.toHaveBeenCalled();
    expect(session.connection.setLocalDescription).toHaveBeenCalledWith({ type: 'rollback' });
  });

  it('is not made while another offer is under way', () => {
    const { offer, session } = fakeSession();
    session.isReadyToReOffer.mockReturnValue(false);
    expect(offer(true, vi.fn())).toBe(false);
    expect(session._sendReinvite).not.toHaveBeenCalled();
  });

  it('that changes nothing sends nothing', () => {
    const { offer, session } = fakeSession();
    expect(offer(false, vi.fn())).toBe(true);
    expect(session._sendReinvite).not.toHaveBeenCalled();
  });
});
