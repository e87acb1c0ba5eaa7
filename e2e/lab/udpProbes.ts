import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';

const ANSWER_MS = 300;

/**
 * Sends one SIP OPTIONS (RFC 3261 section 11) over UDP to `127.0.0.1:port` and resolves on any final answer; rejects
 * when none comes within 0.3 s. A SIP server that answers it has its sockets and routing up.
 */
export async function sipOptions(port: number): Promise<void> {
  const callId = randomUUID();
  await askUdp(
    port,
    (from) =>
      [
        `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${from};rport;branch=z9hG4bK${callId}`,
        'Max-Forwards: 5',
        `From: <sip:probe@127.0.0.1:${from}>;tag=${callId.slice(0, 8)}`,
        `To: <sip:127.0.0.1:${port}>`,
        `Call-ID: ${callId}`,
        'CSeq: 1 OPTIONS',
        `Contact: <sip:probe@127.0.0.1:${from}>`,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    (answer) => /^SIP\/2\.0 [2-6]/.test(answer),
  );
}

/** Sends rtpengine's `ping` (its ng protocol: a cookie, a space, a bencoded dictionary) and resolves on `pong`. */
export async function rtpenginePing(port: number): Promise<void> {
  await askUdp(
    port,
    () => `${randomUUID()} d7:command4:pinge`,
    (answer) => answer.includes('4:pong'),
  );
}

/** One datagram out, the first fitting one back. */
function askUdp(
  port: number,
  question: (localPort: number) => string,
  fits: (answer: string) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const finish = (error?: Error) => {
      clearTimeout(timer);
      socket.close();
      if (error) reject(error);
      else resolve();
    };
    const timer = setTimeout(() => finish(new Error(`no answer from UDP port ${port}`)), ANSWER_MS);
    socket.on('error', finish);
    socket.on('message', (message) => {
      if (fits(message.toString())) finish();
    });
    socket.bind(0, '127.0.0.1', () => socket.send(question(socket.address().port), port, '127.0.0.1'));
  });
}
