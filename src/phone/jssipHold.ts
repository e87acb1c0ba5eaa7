import type { JssipSession } from './jssipLeg.ts';

/** What JsSIP 3.13 keeps to itself. Its own `hold` ends the call when the far end refuses the offer, 491 (glare) included. */
interface Internals {
  _localHold: boolean;
  _setLocalMediaStatus(): void;
  _sendReinvite(options: { eventHandlers: { succeeded: () => void; failed: () => void } }): void;
}

/**
 * Offers hold or resume, and tells whether the far end agreed. A refusal leaves the call as it was (RFC 3261 section 14.1).
 * @returns false when the dialog takes no new offer at the moment
 */
export function offerHold(
  session: JssipSession,
  onHold: boolean,
  onDone: (agreed: boolean) => void,
): boolean {
  const internals = session as unknown as Internals;
  if (!session.isEstablished() || !session.isReadyToReOffer()) return false;
  if (internals._localHold === onHold) return true;
  internals._localHold = onHold;
  // On hold, nothing of the agent's may be heard before the far end has even answered.
  if (onHold) internals._setLocalMediaStatus();
  internals._sendReinvite({
    eventHandlers: {
      succeeded: () => {
        internals._setLocalMediaStatus();
        onDone(true);
      },
      failed: () => {
        internals._localHold = !onHold;
        internals._setLocalMediaStatus();
        const peer = session.connection;
        if (peer.signalingState === 'have-local-offer')
          void peer.setLocalDescription({ type: 'rollback' }).catch(() => {});
        onDone(false);
      },
    },
  });
  return true;
}
