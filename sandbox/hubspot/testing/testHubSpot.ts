import { apiApp } from '../api/app.ts';
import { type Clock, systemClock } from '../crm/model.ts';
import { mainPortalId, seedUsers } from '../seed/accounts.ts';
import { uiApp } from '../ui/app.ts';
import { createWorld, type World } from '../world.ts';

/** The sandbox's HubSpot without a server, for tests: requests go straight to the applications. */
export interface TestHubSpot {
  world: World;
  /** Sends a request to the API host, with the user's token unless `headers` has another. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  /** Posts a form to the API host without credentials in a header. */
  form(path: string, fields: Record<string, string>): Promise<TestAnswer>;
  /** Gets or posts to the UI host. */
  page(path: string, init?: RequestInit): Promise<Response>;
}

/** An answer with its JSON body read. */
export interface TestAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  body: any;
}

/** Id of the extension in tests: 32 letters from a to p. */
export const testExtensionId = 'abcdefghijklmnopabcdefghijklmnop';

/** A HubSpot with the seeded data, no index lag, and a token of the default user. */
export function testHubSpot(
  options: { scopes?: readonly string[]; portalId?: number; clock?: 'spaced' | 'still' } = {},
): TestHubSpot {
  const world = createWorld({
    clock: options.clock === 'still' ? stillClock() : spacedClock(),
    extensionId: testExtensionId,
  });
  world.switches.indexLagMs = 0;
  const api = apiApp(world);
  const ui = uiApp(world);
  const { accessToken } = world.grants.issueTokens({
    clientId: world.app.clientId,
    portalId: options.portalId ?? mainPortalId,
    userId: seedUsers[0]?.id ?? 0,
    scopes: options.scopes ?? [...world.app.requiredScopes, ...world.app.optionalScopes],
  });
  const read = async (response: Response): Promise<TestAnswer> => {
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  return {
    world,
    call: async (method, path, body, headers = {}) =>
      read(
        await api.request(`https://api.hubapi.com${path}`, {
          method,
          headers: {
            authorization: `Bearer ${accessToken}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
    form: async (path, fields) =>
      read(
        await api.request(`https://api.hubapi.com${path}`, {
          method: 'POST',
          body: new URLSearchParams(fields),
        }),
      ),
    page: async (path, init) => ui.request(`https://app.hubspot.com${path}`, init),
  };
}

/** A clock that moves half a second with every reading, so that tests meet no rate limit by accident. */
function spacedClock(): Clock {
  const clock = systemClock();
  return {
    now: () => {
      clock.advance(500);
      return clock.now();
    },
    advance: clock.advance,
  };
}

/** A clock that moves only when told. */
function stillClock(): Clock {
  let now = Date.parse('2026-11-21T09:00:00Z');
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
