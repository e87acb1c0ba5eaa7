import type { Microphone } from '../messaging/snapshots.ts';

/**
 * Watches the microphone permission of the extension's origin. An offscreen document can never ask for it:
 * a page in a tab does (src/options/microphone.html).
 * @returns a function that looks again
 */
export function watchMicrophone(onChange: (microphone: Microphone) => void): () => Promise<void> {
  let status: PermissionStatus | undefined;
  const look = async () => {
    try {
      if (!status) {
        status = await navigator.permissions.query({ name: 'microphone' });
        status.addEventListener('change', () => status && onChange(status.state));
      }
      onChange(status.state);
    } catch {
      onChange('unknown');
    }
  };
  return look;
}
