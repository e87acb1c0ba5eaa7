import { createHash } from 'node:crypto';

const LONGEST_S = 120;

/** File name of a call's recording. The length is part of it, so that the file can be made without a memory of the call. */
export function recordingName(callId: string, seconds: number): string {
  const digest = createHash('sha256').update(callId).digest('hex').slice(0, 16);
  return `recording-${digest}-${Math.min(LONGEST_S, Math.max(1, Math.round(seconds)))}s.wav`;
}

/** Length in seconds of the recording with this file name; undefined when it is not one. */
export function recordingSeconds(fileName: string): number | undefined {
  const seconds = Number(/^recording-[0-9a-f]{16}-(\d{1,3})s\.wav$/.exec(fileName)?.[1]);
  return seconds >= 1 && seconds <= LONGEST_S ? seconds : undefined;
}
