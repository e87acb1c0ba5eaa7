import { createServer } from 'node:https';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { certificateHosts, type TlsIdentity } from '../tls.ts';
import { apiApp } from './api/app.ts';
import { uiApp } from './ui/app.ts';
import type { RecordedRequest, World } from './world.ts';

/** Requests kept for tests and the sandbox's page. */
const keptRequests = 5_000;

const apiHost = 'api.hubapi.com';
/** Paths of the API host, for clients that come by address instead of by name. */
const apiPath = /^\/(crm|account-info|oauth\/(v\d|\d{4}-\d{2}))\//;

/** A running HTTPS listener. */
export interface Listener {
  port: number;
  close(): Promise<void>;
}

/** Answers for HubSpot's UI and API hosts on one loopback port, told apart by the Host header. */
export async function listen(
  world: World,
  tls: TlsIdentity,
  options: {
    port: number;
    log?: ((request: RecordedRequest) => void) | undefined;
    /** Answers for hosts of other services that share the port and its certificate. */
    otherHosts?: Readonly<Record<string, (request: Request) => Response>> | undefined;
  },
): Promise<Listener> {
  const api = apiApp(world);
  const ui = uiApp(world);
  const server = createAdaptorServer({
    createServer,
    serverOptions: { key: tls.key, cert: tls.cert },
    overrideGlobalObjects: false,
    fetch: async (request, env) => {
      const other = options.otherHosts?.[new URL(request.url).hostname];
      if (other) return other(request);
      const side = sideOf(request);
      if (!side) return Response.json({ message: 'Unknown host' }, { status: 421 });
      const record = await recordOf(world, request, side);
      world.requests.push(record);
      if (world.requests.length > keptRequests) world.requests.shift();
      const app = side === 'api' ? api : ui;
      const response = await app.fetch(request, env as HttpBindings);
      record.status = response.status === 499 ? 0 : response.status;
      options.log?.(record);
      return response;
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox could not listen');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Chromium's `--host-resolver-rules` that lead HubSpot's hosts to the sandbox. */
export function resolverRules(port: number): string {
  const hosts = certificateHosts.filter((host) => host !== 'localhost');
  return hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`).join(', ');
}

function sideOf(request: Request): 'api' | 'ui' | undefined {
  const { hostname, pathname } = new URL(request.url);
  if (hostname === apiHost) return 'api';
  if (hostname === 'localhost' || hostname === '127.0.0.1') return apiPath.test(pathname) ? 'api' : 'ui';
  return certificateHosts.some((host) => host === hostname) ? 'ui' : undefined;
}

async function recordOf(world: World, request: Request, side: 'api' | 'ui'): Promise<RecordedRequest> {
  const url = new URL(request.url);
  return {
    at: world.clock.now(),
    host: side,
    method: request.method,
    path: url.pathname,
    query: url.search,
    headers: Object.fromEntries(request.headers),
    body: request.method === 'GET' || request.method === 'HEAD' ? '' : await request.clone().text(),
    status: 0,
  };
}
