/** What came of asking for the microphone. `dismissed`: the question was closed, and may be asked again. */
export type MicrophoneAnswer = 'granted' | 'blocked' | 'dismissed' | 'missing' | 'failed';

type Media = Pick<MediaDevices, 'getUserMedia'>;
type Permissions = Pick<globalThis.Permissions, 'query'>;

/**
 * Asks once, and lets the microphone go at once: the grant is what counts, it holds for the whole extension.
 * Asking again and again after a "no" earns a block by Chrome, so this is only ever called from a click.
 */
export async function askForMicrophone(media: Media, permissions: Permissions): Promise<MicrophoneAnswer> {
  try {
    const stream = await media.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    return 'granted';
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotFoundError') return 'missing';
    if (name !== 'NotAllowedError') return 'failed';
    const status = await permissions.query({ name: 'microphone' }).catch(() => undefined);
    return status?.state === 'denied' ? 'blocked' : 'dismissed';
  }
}
