import { describe, expect, it } from 'vitest';
import { handleRecordingRequest } from './handleRecordingRequest.ts';
import { recordingName } from './recordingName.ts';

const URL_OF_TWO_SECONDS = `https://any.test/some/folder/${recordingName('call-1', 2.2)}`;
const SIZE = 44 + 2 * 8000 * 2;

const get = (range?: string, method = 'GET', url = URL_OF_TWO_SECONDS) =>
  handleRecordingRequest(
    new Request(url, { method, ...(range !== undefined && { headers: { Range: range } }) }),
  );

describe('handleRecordingRequest', () => {
  it('gives a WAV of 8 kHz, 16 bit, mono, as long as its name says', async () => {
    const response = get();
    const view = new DataView(await response.arrayBuffer());
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'audio/wav']);
    expect(response.headers.get('Content-Length')).toBe(String(SIZE));
    expect(view.byteLength).toBe(SIZE);
    const fields = [
      view.getUint32(4, true),
      view.getUint16(20, true),
      view.getUint16(22, true),
      view.getUint32(24, true),
    ];
    expect(fields).toEqual([SIZE - 8, 1, 1, 8000]);
    expect([view.getUint16(34, true), view.getUint32(40, true)]).toEqual([16, SIZE - 44]);
  });

  it('sounds of two voices, well above silence', async () => {
    const samples = new Int16Array((await get().arrayBuffer()).slice(44));
    const crossings = (from: number) => {
      const turn = samples.slice(from, from + 4000);
      return turn.filter((sample, index) => index > 0 && sample >= 0 !== (turn[index - 1] ?? 0) >= 0).length;
    };
    // Two zero crossings per period, in half a second.
    expect(Math.abs(crossings(0) - 440)).toBeLessThan(3);
    expect(Math.abs(crossings(4000) - 587)).toBeLessThan(3);
    expect(samples.reduce((most, sample) => Math.max(most, sample))).toBeGreaterThan(8000);
  });

  it.each([
    ['bytes=0-99', 206, `bytes 0-99/${SIZE}`, 100],
    ['bytes=100-', 206, `bytes 100-${SIZE - 1}/${SIZE}`, SIZE - 100],
    ['bytes=-10', 206, `bytes ${SIZE - 10}-${SIZE - 1}/${SIZE}`, 10],
    ['bytes=0-9999999', 206, `bytes 0-${SIZE - 1}/${SIZE}`, SIZE],
    [`bytes=${SIZE}-`, 416, `bytes */${SIZE}`, 0],
    ['bytes=-0', 416, `bytes */${SIZE}`, 0],
    ['bytes=9-3', 200, null, SIZE],
    ['lines=1-2', 200, null, SIZE],
    ['bytes=-', 200, null, SIZE],
  ])('answers the range %s', async (range, status, contentRange, length) => {
    const response = get(range);
    expect([response.status, response.headers.get('Content-Range')]).toEqual([status, contentRange]);
    expect((await response.arrayBuffer()).byteLength).toBe(length);
  });

  it('joins two ranges to the whole file', async () => {
    const parts = await Promise.all([get('bytes=0-999'), get('bytes=1000-')].map((part) => part.bytes()));
    expect(Buffer.concat(parts).equals(await get().bytes())).toBe(true);
  });

  it('answers HEAD without a body, and refuses other methods and names', async () => {
    const head = get(undefined, 'HEAD');
    expect([head.status, head.headers.get('Content-Length'), (await head.bytes()).length]).toEqual([
      200,
      String(SIZE),
      0,
    ]);
    expect(get(undefined, 'POST').status).toBe(405);
    const names = ['x.wav', 'recording-0123456789abcdef-0s.wav', 'recording-0123456789abcdef-999s.wav', ''];
    expect(names.map((name) => get(undefined, 'GET', `https://any.test/${name}`).status)).toEqual([
      404, 404, 404, 404,
    ]);
  });
});
