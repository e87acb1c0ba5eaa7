import { recordingSeconds } from './recordingName.ts';
import { encodeWav, twoVoices } from './wav.ts';

/**
 * Answers GET and HEAD of a recording's URL with a WAV file, whole or in part (one range, RFC 9110 section 14). The
 * last path segment must be a recording's file name, whatever stands before it, so any server can mount this function.
 */
export function handleRecordingRequest(request: Request): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
  }
  const seconds = recordingSeconds(new URL(request.url).pathname.split('/').at(-1) ?? '');
  if (seconds === undefined) return new Response('No such recording', { status: 404 });

  const file = encodeWav(twoVoices(seconds));
  const headers = {
    'Content-Type': 'audio/wav',
    'Accept-Ranges': 'bytes',
    'Access-Control-Allow-Origin': '*',
  };
  const range = rangeOf(request.headers.get('Range'), file.length);
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${file.length}` },
    });
  }
  const part = range ? file.subarray(range.first, range.last + 1) : file;
  return new Response(request.method === 'HEAD' ? null : part, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(part.length),
      ...(range && { 'Content-Range': `bytes ${range.first}-${range.last}/${file.length}` }),
    },
  });
}

/** The first range asked for; undefined when the whole file is to be sent, as for a header that cannot be understood. */
function rangeOf(
  header: string | null,
  size: number,
): { first: number; last: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [from, to] = [match[1] ?? '', match[2] ?? ''];
  if (from === '') {
    const suffix = Number(to);
    return suffix === 0 ? 'unsatisfiable' : { first: Math.max(0, size - suffix), last: size - 1 };
  }
  if (to !== '' && Number(to) < Number(from)) return undefined;
  if (Number(from) >= size) return 'unsatisfiable';
  return { first: Number(from), last: Math.min(size - 1, to === '' ? size - 1 : Number(to)) };
}
