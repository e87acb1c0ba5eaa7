import { connect } from 'node:net';
import * as v from 'valibot';
import { decodeNetstrings, encodeNetstring } from './netstring.ts';

const ResponseSchema = v.object({
  response: v.literal(true),
  ok: v.boolean(),
  data: v.optional(v.string(), ''),
  token: v.string(),
});

const EventSchema = v.object({
  event: v.literal(true),
  /** `CALL_INCOMING`, `CALL_ESTABLISHED`, `CALL_CLOSED`, `CALL_DTMF_START`, … */
  type: v.string(),
  /** SIP Call-ID, on call events. */
  id: v.optional(v.string()),
  peeruri: v.optional(v.string()),
  /** Depends on the type: the digit, the reason, … */
  param: v.optional(v.string(), ''),
});

export type BaresipEvent = v.InferOutput<typeof EventSchema>;

export interface BaresipControl {
  /** Runs one command of baresip's menu and returns what it printed; rejects when it refuses. */
  command(name: string, params?: string): Promise<string>;
  close(): void;
}

/** Connects to baresip's ctrl_tcp module on 127.0.0.1; rejects when nothing listens. */
export function connectBaresipControl(
  port: number,
  onEvent: (event: BaresipEvent) => void,
): Promise<BaresipControl> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const waiting = new Map<string, { resolve(data: string): void; reject(error: Error): void }>();
    let buffer: Buffer = Buffer.alloc(0);
    let tokens = 0;

    const fail = (error: Error) => {
      reject(error);
      for (const request of waiting.values()) request.reject(error);
      waiting.clear();
    };
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('baresip closed its control connection')));
    socket.on('data', (bytes) => {
      const decoded = decodeNetstrings(Buffer.concat([buffer, bytes]));
      buffer = decoded.rest;
      for (const text of decoded.texts) receive(JSON.parse(text));
    });
    socket.once('connect', () =>
      resolve({
        command(name, params = '') {
          const token = String(++tokens);
          socket.write(encodeNetstring(JSON.stringify({ command: name, params, token })));
          return new Promise((resolve, reject) => waiting.set(token, { resolve, reject }));
        },
        close: () => socket.destroy(),
      }),
    );

    function receive(message: unknown): void {
      const event = v.safeParse(EventSchema, message);
      if (event.success) {
        onEvent(event.output);
        return;
      }
      const response = v.parse(ResponseSchema, message);
      const request = waiting.get(response.token);
      waiting.delete(response.token);
      if (response.ok) request?.resolve(response.data);
      else request?.reject(new Error(`baresip refused: ${response.data}`));
    }
  });
}
