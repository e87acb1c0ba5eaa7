import { randomUUID } from 'node:crypto';
import { AGENTS } from '../accounts.ts';
import type { Binding, Bindings } from '../bindings.ts';
import type { Dialog } from '../dialogs.ts';
import { PBX_DOMAIN } from '../domain.ts';
import type { SipRequest } from '../sip/message.ts';
import { createTag } from '../sip/response.ts';
import { formatUri } from '../sip/uri.ts';
import type { Transactions } from '../transactions.ts';
import { recordingName } from './recordingName.ts';

/** Content type of the announcement's body: JSON `{"callId": string, "url": string}`. */
const RECORDING_CONTENT_TYPE = 'application/vnd.offhook.recording+json';

export interface RecordingOptions {
  /** Where recordings are found, without a slash at the end. */
  readonly baseUrl: string;
  /** Time from the end of a call to the announcement. */
  readonly delayMs: number;
}

interface Announcement {
  readonly user: string;
  readonly callId: string;
  readonly url: string;
}

/**
 * Tells every agent of an ended call where its recording is, by a SIP MESSAGE outside of the dialog (RFC 3428) over the
 * flow the agent registered on. An agent who is away gets it at the next registration.
 */
export class RecordingAnnouncer {
  readonly #bindings: Bindings;
  readonly #transactions: Transactions;
  readonly #timers = new Set<NodeJS.Timeout>();
  #waiting: Announcement[] = [];

  constructor(bindings: Bindings, transactions: Transactions) {
    this.#bindings = bindings;
    this.#transactions = transactions;
  }

  /** @param endedAt the clock the dialog's `confirmedAt` is of, ms. */
  callEnded(
    { callId, caller, callee, confirmedAt = 0 }: Dialog,
    endedAt: number,
    options: RecordingOptions,
  ): void {
    const url = `${options.baseUrl}/${recordingName(callId, (endedAt - confirmedAt) / 1000)}`;
    const agents = [caller.user, callee.user].filter((user) =>
      AGENTS.some(({ username }) => username === user),
    );
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      for (const user of new Set(agents)) if (user) this.#announce({ user, callId, url });
    }, options.delayMs);
    this.#timers.add(timer);
  }

  /** Sends what waited for this user. */
  registered(user: string): void {
    const due = this.#waiting.filter((announcement) => announcement.user === user);
    this.#waiting = this.#waiting.filter((announcement) => announcement.user !== user);
    for (const announcement of due) this.#announce(announcement);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #announce(announcement: Announcement): void {
    const bindings = this.#bindings.of(announcement.user);
    if (bindings.length === 0) this.#waiting.push(announcement);
    for (const binding of bindings) {
      this.#transactions.send(messageFor(announcement, binding), binding.flow, {
        onResponse: () => {},
        onFailure: () => this.#waiting.push(announcement),
      });
    }
  }
}

function messageFor({ user, callId, url }: Announcement, binding: Binding): SipRequest {
  const header = (name: string, value: string) => ({ name, value });
  return {
    kind: 'request',
    method: 'MESSAGE',
    uri: formatUri(binding.contact),
    headers: [
      header('Max-Forwards', '70'),
      ...binding.path.map((route) => header('Route', route)),
      header('From', `"Recordings" <sip:recordings@${PBX_DOMAIN}>;tag=${createTag()}`),
      header('To', `<sip:${user}@${PBX_DOMAIN}>`),
      header('Call-ID', `${randomUUID()}@${PBX_DOMAIN}`),
      header('CSeq', '1 MESSAGE'),
      header('Content-Type', RECORDING_CONTENT_TYPE),
    ],
    body: JSON.stringify({ callId, url }),
  };
}
