import type { TlsIdentity } from '../tls.ts';
import {
  contactsOf,
  controlOf,
  type HubSpotControl,
  type LoggedCall,
  loggedCalls,
  type SandboxContact,
} from './control.ts';
import { type HubSpotUser, systemClock } from './crm/model.ts';
import { listen, resolverRules } from './listener.ts';
import { mainPortalId } from './seed/accounts.ts';
import { createWorld, type RecordedRequest } from './world.ts';

/** What a session with the sandbox's HubSpot needs to know. */
export interface HubSpotSandbox {
  /** The organisation's registered app, as its administrator copies it from HubSpot. */
  app: {
    clientId: string;
    clientSecret: string;
    redirectUri: string;
    scopes: readonly string[];
    optionalScopes: readonly string[];
  };
  port: number;
  /** Chromium's `--host-resolver-rules` for HubSpot's hosts. */
  resolverRules: string;
  portalId: number;
  users: readonly HubSpotUser[];
  /** Address of the contacts list, at HubSpot's own host name. */
  contactsAddress: string;
  control: HubSpotControl;
  /** Calls logged in an account (default: the main one), the latest first. */
  calls(portalId?: number): LoggedCall[];
  /** Contacts of an account. */
  contacts(portalId?: number): SandboxContact[];
  close(): Promise<void>;
}

/** Starts the sandbox's HubSpot on a loopback port (0: any free one). */
export async function startHubSpot(options: {
  extensionId: string;
  tls: TlsIdentity;
  port?: number;
  log?: (request: RecordedRequest) => void;
  /** Answers for other host names on the same port; the certificate must name them. */
  otherHosts?: Readonly<Record<string, (request: Request) => Response>>;
}): Promise<HubSpotSandbox> {
  const world = createWorld({ clock: systemClock(), extensionId: options.extensionId });
  const { log, otherHosts } = options;
  const listener = await listen(world, options.tls, { port: options.port ?? 0, log, otherHosts });
  const { clientId, clientSecret, redirectUris, requiredScopes, optionalScopes } = world.app;
  return {
    app: {
      clientId,
      clientSecret,
      redirectUri: redirectUris[0] ?? '',
      scopes: requiredScopes,
      optionalScopes,
    },
    port: listener.port,
    resolverRules: resolverRules(listener.port),
    portalId: mainPortalId,
    users: world.users,
    contactsAddress: `https://app.hubspot.com/contacts/${mainPortalId}/objects/0-1/views/all/list`,
    control: controlOf(world),
    calls: (portalId) => loggedCalls(world, portalId),
    contacts: (portalId) => contactsOf(world, portalId),
    close: () => listener.close(),
  };
}
