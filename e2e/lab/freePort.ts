import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A TCP port on 127.0.0.1 that nothing listened on a moment ago. Take it at once: nothing reserves it. */
export function freeTcpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('the listening socket has no port')),
      );
    });
  });
}

/** A UDP port on 127.0.0.1, the given one or any (0); rejects with EADDRINUSE when the given one is taken. */
export function freeUdpPort(port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(port, LOOPBACK, () => {
      const free = socket.address().port;
      socket.close(() => resolve(free));
    });
  });
}

/**
 * A run of `size` UDP ports for RTP, as `[first, last]`, first even (RFC 3550 section 11). Searched below 32768, where
 * Linux gives out no ephemeral ports, so that nothing slips in later.
 */
export async function freeUdpRange(size: number): Promise<readonly [first: number, last: number]> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = 2 * Math.floor((16_000 + Math.random() * (32_000 - 16_000 - size)) / 2);
    const ports = Array.from({ length: size }, (_, offset) => first + offset);
    const results = await Promise.allSettled(ports.map(freeUdpPort));
    if (results.every((result) => result.status === 'fulfilled')) return [first, first + size - 1];
  }
  throw new Error(`no run of ${size} free UDP ports on ${LOOPBACK}`);
}
