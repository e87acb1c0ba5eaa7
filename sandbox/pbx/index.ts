import { AGENTS, SPECIAL_NUMBERS } from './accounts.ts';
import { PbxCore, type PbxLimits } from './core.ts';
import { type CustomerPageOptions, customerPageUrl, handleCustomerPageRequest } from './customerPage.ts';
import { CUSTOMER_USER, PBX_DOMAIN } from './domain.ts';
import { type Listener, listen } from './listener.ts';
import { type LoggedMessage, MessageLog } from './messageLog.ts';
import { RecordingAnnouncer, type RecordingOptions } from './recordings/announcer.ts';
import { handleRecordingRequest } from './recordings/handleRecordingRequest.ts';
import { formatUri } from './sip/uri.ts';

export { handleRecordingRequest } from './recordings/handleRecordingRequest.ts';

export interface PbxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Announce a recording after every call. `baseUrl` is the PBX's own `/recordings` unless given; `delayMs` 2,000. */
  readonly recordings?: Partial<RecordingOptions>;
  /** Told of every SIP message. */
  readonly log?: (message: LoggedMessage) => void;
  readonly limits?: Partial<PbxLimits>;
}

/** A registered contact, for tests and pages to look at. */
interface Registration {
  readonly user: string;
  readonly contact: string;
  /** Whole seconds left. */
  readonly expiresInS: number;
}

export interface Pbx {
  /** `ws://127.0.0.1:PORT` */
  readonly websocketUrl: string;
  readonly domain: string;
  /** `http://127.0.0.1:PORT` */
  readonly httpUrl: string;
  readonly agents: readonly { readonly username: string; readonly password: string }[];
  readonly specialNumbers: typeof SPECIAL_NUMBERS;
  customerPageUrl(options?: CustomerPageOptions): string;
  registrations(): Registration[];
  /** Dialogs and transactions that are not over; both 0 when nothing goes on (an answered INVITE lingers for 32 s). */
  activity(): { dialogs: number; transactions: number };
  /** The latest 10,000 SIP messages, oldest first. */
  messages(): LoggedMessage[];
  /** Cuts the agents' connections without a goodbye, as a network failure does. Customers' phones stay. */
  dropConnections(): void;
  /** Cuts every connection and stops listening; calls stay known, as with Record-Route alone. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_LIMITS: PbxLimits = {
  minExpiresS: 30,
  maxExpiresS: 3600,
  nonceLifetimeMs: 300_000,
  noAnswerMs: 60_000,
  transactionMs: 32_000,
};
const SWEEP_EVERY_MS = 5_000;

/**
 * Starts the sandbox's PBX on 127.0.0.1: SIP over WebSocket, customers' phones and recordings on one port.
 *
 * @throws when the port is taken.
 */
export async function startPbx(options: PbxOptions = {}): Promise<Pbx> {
  const now = () => performance.now();
  const log = new MessageLog(options.log);
  const core: PbxCore = new PbxCore(
    { ...DEFAULT_LIMITS, ...options.limits },
    {
      onEnded: (dialog) => {
        if (options.recordings) {
          announcer.callEnded(dialog, now(), {
            baseUrl: `${httpUrl}/recordings`,
            delayMs: 2_000,
            ...options.recordings,
          });
        }
      },
      onRegistered: (user) => announcer.registered(user),
    },
    now,
  );
  const announcer = new RecordingAnnouncer(core.bindings, core.transactions);
  const start = (port: number): Promise<Listener> =>
    listen(port, {
      onHttpRequest: handleHttpRequest,
      onMessage: (text, flow) => {
        log.note('received', flow.id, text);
        core.receive(text, flow);
      },
      onSent: (text, flow) => log.note('sent', flow.id, text),
      onClosed: (flow) => core.flowClosed(flow),
    });

  let listener: Listener | undefined = await start(options.port ?? 0);
  const { port } = listener;
  const [websocketUrl, httpUrl] = [`ws://127.0.0.1:${port}`, `http://127.0.0.1:${port}`];
  const sweeper = setInterval(() => core.sweep(), SWEEP_EVERY_MS);
  sweeper.unref();

  const stop = async () => {
    const stopping = listener;
    listener = undefined;
    await stopping?.close();
  };
  return {
    websocketUrl,
    httpUrl,
    domain: PBX_DOMAIN,
    agents: AGENTS,
    specialNumbers: SPECIAL_NUMBERS,
    customerPageUrl: (page = {}) => customerPageUrl(httpUrl, page),
    registrations: () =>
      core.bindings.all().map(({ user, contact, expiresAt }) => ({
        user,
        contact: formatUri(contact),
        expiresInS: Math.round((expiresAt - now()) / 1000),
      })),
    activity: () => ({ dialogs: core.dialogs.all().length, transactions: core.transactions.size }),
    messages: () => log.all(),
    dropConnections: () => {
      for (const { user, flow } of core.bindings.all()) if (user !== CUSTOMER_USER) flow.cut();
    },
    stop,
    restart: async () => {
      await stop();
      listener = await start(port);
    },
    close: async () => {
      clearInterval(sweeper);
      announcer.close();
      core.close();
      await stop();
    },
  };
}

function handleHttpRequest(request: Request): Response | Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/recordings/')) return handleRecordingRequest(request);
  if (pathname.startsWith('/customer')) return handleCustomerPageRequest(request);
  return new Response('Not found', { status: 404 });
}
