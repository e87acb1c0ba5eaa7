import { Hono } from 'hono';
import * as v from 'valibot';
import { controlOf } from '../control.ts';
import type { World } from '../world.ts';
import { sandboxLive, sandboxPage } from './sandboxPage.ts';
import { sessionUser, setSession } from './session.ts';

const count = (minimum: number, maximum: number) =>
  v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(minimum), v.maxValue(maximum));

const controlSchema = v.variant('action', [
  v.object({ action: v.literal('signIn'), value: v.string() }),
  v.object({ action: v.literal('permission'), value: v.picklist(['on', 'off']) }),
  v.object({
    action: v.literal('fail'),
    value: v.union([v.picklist(['timeout', 'disconnect']), count(400, 599)]),
    times: count(1, 100),
  }),
  v.object({ action: v.literal('clearFaults') }),
  v.object({ action: v.literal('tokenLifetime'), value: count(1, 86_400) }),
  v.object({ action: v.literal('expire') }),
  v.object({ action: v.literal('revoke') }),
  v.object({ action: v.literal('indexLag'), value: count(0, 120_000) }),
  v.object({ action: v.literal('denial'), value: v.picklist(['redirect', 'close']) }),
]);

/** `/sandbox-crm`: the sandbox's own page and its switches. */
export function sandboxRoutes(world: World): Hono {
  const routes = new Hono({ strict: false });
  const control = controlOf(world);
  routes.get('/', (c) => c.html(sandboxPage(world, sessionUser(world, c))));
  routes.get('/live', (c) => c.html(sandboxLive(world)));
  routes.post('/control', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const parsed = v.safeParse(controlSchema, form);
    if (!parsed.success) return c.text(parsed.issues[0].message, 400);
    const command = parsed.output;
    switch (command.action) {
      case 'signIn': {
        const user = world.users.find(({ key }) => key === command.value);
        if (!user) return c.text('No such user', 400);
        setSession(c, user);
        break;
      }
      case 'permission': {
        const user = sessionUser(world, c);
        if (user) user.mayConnectApps = command.value === 'on';
        break;
      }
      case 'fail':
        control.failNext({ status: command.value, times: command.times });
        break;
      case 'clearFaults':
        control.clearFaults();
        break;
      case 'tokenLifetime':
        control.setTokenLifetime(command.value);
        break;
      case 'expire':
        control.expireAccessTokens();
        break;
      case 'revoke':
        control.revokeAll();
        break;
      case 'indexLag':
        control.setIndexLag(command.value);
        break;
      case 'denial':
        control.setDenial(command.value);
        break;
    }
    return c.redirect('/sandbox-crm', 303);
  });
  return routes;
}
