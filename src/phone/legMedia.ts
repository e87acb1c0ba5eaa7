import { type Problem, problem } from '../problems/problem.ts';

/** The sound of one leg: the microphone into its peer connection, and what comes back to the loudspeaker. */
export interface LegMedia {
  /**
   * Fulfilled when the microphone is in the call; else with the problem to tell.
   * @param isSilent whether the agent must not be heard at the moment the microphone joins: muted, or on hold
   */
  openMicrophone(isSilent: () => boolean): Promise<Problem | undefined>;
  /** The microphone stopped by itself: pulled out, or taken away by the system. Set before `openMicrophone`. */
  onMicrophoneStopped: () => void;
  close(): void;
}

/** What a failed getUserMedia means to the agent (W3C Media Capture and Streams, section 10.2). */
export function microphoneProblem(error: unknown): Problem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return problem('microphoneNotGranted');
  if (name === 'NotFoundError' || name === 'NotReadableError' || name === 'OverconstrainedError')
    return problem('microphoneMissing');
  return problem('unexpected', error instanceof Error ? error.message : undefined);
}

/**
 * Media of a peer connection whose first audio sender carries a placeholder.
 * The loudspeaker is an audio element in this document: without a player, Chromium decodes nothing.
 */
export function legMedia(peer: RTCPeerConnection): LegMedia {
  const player = document.body.appendChild(document.createElement('audio'));
  player.autoplay = true;
  let microphone: MediaStreamTrack | undefined;
  let closed = false;

  peer.addEventListener('track', ({ track, streams }) => {
    player.srcObject = streams[0] ?? new MediaStream([track]);
    // Refused only where there is no output device; the call goes on without.
    player.play().catch(() => {});
  });

  const media: LegMedia = {
    onMicrophoneStopped: () => {},
    openMicrophone: async (isSilent) => {
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        const [track] = stream.getAudioTracks();
        const sender = peer.getSenders().find((candidate) => candidate.track?.kind === 'audio');
        if (!track || !sender || closed) {
          track?.stop();
          return undefined;
        }
        track.enabled = !isSilent();
        microphone = track;
        track.addEventListener('ended', () => {
          if (microphone === track && !closed) media.onMicrophoneStopped();
        });
        await sender.replaceTrack(track);
        // Muted or held while the track was being replaced: JsSIP switched the track that went.
        track.enabled = !isSilent();
        return undefined;
      } catch (error) {
        return closed ? undefined : microphoneProblem(error);
      }
    },
    close: () => {
      closed = true;
      microphone?.stop();
      player.srcObject = null;
      player.remove();
    },
  };
  return media;
}
