import * as v from 'valibot';
import type { ProviderMessage } from './sipPort.ts';

/** What a provider sends when a recording is ready: docs/telephony.md, "Recordings". */
const announcementSchema = v.object({
  callId: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  url: v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(2_000)),
});
export type RecordingAnnouncement = v.InferOutput<typeof announcementSchema>;

/** Reads a SIP MESSAGE as a recording announcement; undefined for everything else, and for anything not https. */
export function readRecordingAnnouncement(
  message: Pick<ProviderMessage, 'contentType' | 'body'>,
): RecordingAnnouncement | undefined {
  if (message.contentType.split(';')[0]?.trim().toLowerCase() !== 'application/vnd.offhook.recording+json')
    return;
  try {
    const read = v.safeParse(announcementSchema, JSON.parse(message.body));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
