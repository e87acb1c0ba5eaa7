import { Hono } from 'hono';
import { html } from 'hono/html';
import type { World } from '../world.ts';
import { userName } from './format.ts';
import { icon } from './icons.ts';
import { avatar, plainPage } from './layout.ts';
import { sessionUser, setSession } from './session.ts';

/** `/login` (pick a user, no password in the sandbox) and `/logout`. */
export function loginRoutes(world: World): Hono {
  const routes = new Hono({ strict: false });
  routes.get('/login', (c) => {
    const target = safeTarget(c.req.query('loginRedirectUrl'));
    const chosen = world.users.find(({ key }) => key === c.req.query('user'));
    if (chosen) {
      setSession(c, chosen);
      return c.redirect(target, 302);
    }
    const current = sessionUser(world, c);
    return c.html(
      plainPage(
        'Log in',
        html`<h1>Log in to your account</h1>
          <p class="quiet">${current ? `Logged in as ${userName(current)}.` : 'You are logged out.'} The sandbox asks for no password.</p>
          <ul class="choices">
            ${world.users.map(
              (user) =>
                html`<li><a class="choice" href="/login?user=${user.key}&loginRedirectUrl=${encodeURIComponent(target)}">${avatar(userName(user))}<span><strong>${userName(user)}</strong><span class="quiet">${user.role}</span></span>${icon('right')}</a></li>`,
            )}
          </ul>
          ${current ? html`<a class="button" href="/logout">Log out</a>` : ''}`,
      ),
    );
  });
  routes.get('/logout', (c) => {
    setSession(c, undefined);
    return c.redirect('/login', 302);
  });
  return routes;
}

/** Only addresses of this host: the login page must not send people elsewhere. */
function safeTarget(wanted: string | undefined): string {
  const here = 'https://app.hubspot.com';
  if (wanted === undefined || !URL.canParse(wanted, here)) return '/home';
  const url = new URL(wanted, here);
  return url.origin === here ? url.pathname + url.search : '/home';
}
