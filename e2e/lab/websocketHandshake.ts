import { WebSocket } from 'ws';

/** Opens and closes a WebSocket with the subprotocol `sip` (RFC 7118 section 4); rejects when it is refused. */
export function websocketHandshake(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'sip', { handshakeTimeout: 500 });
    socket.once('error', reject);
    socket.once('open', () => socket.close());
    socket.once('close', () => resolve());
  });
}
