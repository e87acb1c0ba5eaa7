/** One WebSocket connection of a user agent: a flow in the sense of RFC 5626. */
export interface Flow {
  /** Unique within the PBX. */
  readonly id: string;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly isOpen: boolean;
  /** Sends one SIP message. Does nothing once the flow is closed. */
  send(text: string): void;
  /** Cuts the connection without a closing handshake, as a lost network does. */
  cut(): void;
}
