import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecordingAnnouncement } from './recordingAnnouncement.ts';

const contentType = 'application/vnd.offhook.recording+json';
const good = { callId: 'abc@host', url: 'https://recordings.example/1.wav' };

describe('a recording announcement', () => {
  it('is read from its own content type', () => {
    expect(readRecordingAnnouncement({ contentType, body: JSON.stringify(good) })).toEqual(good);
    expect(
      readRecordingAnnouncement({ contentType: `${contentType}; charset=utf-8`, body: JSON.stringify(good) }),
    ).toEqual(good);
  });

  it.each([
    ['another content type', { contentType: 'text/plain', body: JSON.stringify(good) }],
    [
      'an address without TLS',
      { contentType, body: JSON.stringify({ ...good, url: 'http://x.example/1.wav' }) },
    ],
    ['a script', { contentType, body: JSON.stringify({ ...good, url: 'javascript:alert(1)' }) }],
    ['no call', { contentType, body: JSON.stringify({ url: good.url }) }],
    ['no JSON', { contentType, body: '{' }],
  ])('is not %s', (_, message) => {
    expect(readRecordingAnnouncement(message)).toBeUndefined();
  });

  it('never throws, whatever the provider sends', () => {
    fc.assert(
      fc.property(fc.string(), (body) => {
        expect(readRecordingAnnouncement({ contentType, body })).toBeUndefined();
      }),
    );
  });
});
