import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Flow } from './flow.ts';

interface ListenerHandlers {
  readonly onHttpRequest: (request: Request) => Response | Promise<Response>;
  readonly onMessage: (text: string, flow: Flow) => void;
  readonly onSent: (text: string, flow: Flow) => void;
  readonly onClosed: (flow: Flow) => void;
}

/** A listening port, and its connections. */
export interface Listener {
  readonly port: number;
  readonly flows: ReadonlySet<Flow>;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

const LARGEST_MESSAGE_BYTES = 65_536;

/**
 * Listens on 127.0.0.1 for SIP over WebSocket (RFC 7118: subprotocol "sip", else 400) and for HTTP.
 *
 * @param port 0 for any free one.
 * @throws when the port is taken.
 */
export async function listen(port: number, handlers: ListenerHandlers): Promise<Listener> {
  const flows = new Set<Flow>();
  const http = createServer(getRequestListener(handlers.onHttpRequest, { overrideGlobalObjects: false }));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  });
  http.on('upgrade', (request, socket, head) => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (!offered.includes('sip')) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const flow = flowOver(webSocket, request.socket.remoteAddress, request.socket.remotePort, handlers);
      flows.add(flow);
      webSocket.on('close', () => {
        flows.delete(flow);
        handlers.onClosed(flow);
      });
    });
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  return { port: (http.address() as AddressInfo).port, flows, close: () => closeListener(http, flows) };
}

function flowOver(
  webSocket: WebSocket,
  remoteAddress = '127.0.0.1',
  remotePort = 0,
  { onMessage, onSent }: ListenerHandlers,
): Flow {
  const flow: Flow = {
    id: randomUUID(),
    remoteAddress,
    remotePort,
    get isOpen() {
      return webSocket.readyState === webSocket.OPEN;
    },
    send(text) {
      if (!flow.isOpen) return;
      webSocket.send(text);
      onSent(text, flow);
    },
    cut: () => webSocket.terminate(),
  };
  webSocket.on('message', (data) => {
    const text = decode(data);
    if (text !== undefined) onMessage(text, flow);
  });
  // A broken frame closes the connection by itself; "close" follows.
  webSocket.on('error', () => {});
  return flow;
}

/** Text and binary messages both carry SIP (RFC 7118 section 5); what is not UTF-8 is none that this PBX reads. */
function decode(data: RawData): string | undefined {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function closeListener(http: Server, flows: ReadonlySet<Flow>): Promise<void> {
  for (const flow of flows) flow.cut();
  await new Promise<void>((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}
