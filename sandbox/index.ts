import { type HubSpotSandbox, startHubSpot } from './hubspot/index.ts';
import type { RecordedRequest } from './hubspot/world.ts';
import { handleRecordingRequest, type Pbx, startPbx } from './pbx/index.ts';
import { tlsIdentity } from './tls.ts';

/** How to start the sandbox. */
export interface SandboxOptions {
  /** Id of the extension, which the registered redirect address contains. */
  extensionId: string;
  /** Loopback ports; any free one where none is given. */
  ports?: { hubspot?: number; pbx?: number };
  /** Whether the PBX records calls and announces where, as some services do after a call (default no). */
  recordings?: boolean;
  /** Called for every request that HubSpot's hosts served. */
  logRequests?: (request: RecordedRequest) => void;
}

/** A running sandbox. */
export interface Sandbox {
  /** Value for Chromium's `--host-resolver-rules`. */
  resolverRules: string;
  /** Value for Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
  hubspot: HubSpotSandbox;
  pbx: Pbx;
  close(): Promise<void>;
}

/** Host of the recordings: HubSpot takes only https addresses, so they go through the HTTPS listener. */
const recordingsHost = 'recordings.offhook.example';

/** Starts the local HubSpot and the PBX, with fresh data in memory. Throws when a port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const tls = await tlsIdentity();
  const hubspot = await startHubSpot({
    extensionId: options.extensionId,
    tls,
    port: options.ports?.hubspot ?? 0,
    otherHosts: { [recordingsHost]: handleRecordingRequest },
    ...(options.logRequests ? { log: options.logRequests } : {}),
  });
  try {
    const pbx = await startPbx({
      port: options.ports?.pbx ?? 0,
      ...(options.recordings ? { recordings: { baseUrl: `https://${recordingsHost}` } } : {}),
    });
    return {
      resolverRules: hubspot.resolverRules,
      spki: tls.spki,
      hubspot,
      pbx,
      close: async () => {
        await Promise.all([hubspot.close(), pbx.close()]);
      },
    };
  } catch (error) {
    await hubspot.close();
    throw error;
  }
}
