import { html } from 'hono/html';
import type { HubSpotUser, Portal } from '../crm/model.ts';
import type { RegisteredApp } from '../oauth/grants.ts';
import { permissionsOf } from '../oauth/scopes.ts';
import { userName } from './format.ts';
import { icon } from './icons.ts';
import { avatar, type Html, plainPage } from './layout.ts';

/** "Choose an account", for a user with more than one. */
export function accountChoicePage(app: RegisteredApp, portals: readonly Portal[], query: string): Html {
  return plainPage(
    'Choose an account',
    html`<h1>Choose an account</h1>
      <p class="quiet">Which account do you want to connect to ${app.name}?</p>
      <ul class="choices">
        ${portals.map(
          (portal) =>
            html`<li><a class="choice" href="/oauth/${portal.id}/authorize?${query}">${avatar(portal.name)}<span><strong>${portal.name}</strong><span class="quiet">${portal.domain} · ${portal.id}</span></span>${icon('right')}</a></li>`,
        )}
      </ul>`,
  );
}

/** The consent page: who asks for what, and the two buttons. */
export function consentPage(options: {
  app: RegisteredApp;
  user: HubSpotUser;
  portal: Portal;
  scopes: readonly string[];
  consentId: string;
}): Html {
  const { app, user, portal, scopes, consentId } = options;
  return plainPage(
    `Connect ${app.name}`,
    html`<div class="handshake"><span class="app-logo">${icon('phone')}</span><span class="dots">•••</span><span class="app-logo crm">${icon('spark')}</span></div>
      <h1>Connecting ${app.name} to HubSpot</h1>
      <p class="quiet">${app.description}</p>
      <div class="account-line">${avatar(portal.name)}<span><strong>${portal.name}</strong><span class="quiet">${userName(user)}, ${user.email}</span></span></div>
      <p class="notice">This app hasn't been reviewed by HubSpot. Connect it only if you trust ${app.developer}.</p>
      <h2>This app will be able to:</h2>
      <ul class="permissions">
        ${permissionsOf(scopes).map(({ title, detail }) => html`<li>${icon('check')}<span><strong>${title}</strong><span class="quiet">${detail}</span></span></li>`)}
      </ul>
      <form method="post" action="/oauth/decision" class="decision">
        <input type="hidden" name="consent" value="${consentId}" />
        <button type="submit" name="decision" value="cancel" class="button">Cancel</button>
        <button type="submit" name="decision" value="connect" class="button primary">Connect app</button>
      </form>`,
  );
}

/** "You don't have permission to connect this app" (requirement S1-3): stays on HubSpot's side, with no redirect. */
export function noPermissionPage(app: RegisteredApp): Html {
  return errorPage(
    "You don't have permission to connect this app",
    `To connect ${app.name}, ask a Super Admin or a user with App Marketplace Access to connect it, or to give you that permission.`,
  );
}

/** An install address that HubSpot refuses. */
export function installErrorPage(text: string): Html {
  return errorPage("Couldn't complete the connection", text);
}

/** A page with one message. */
export function errorPage(title: string, text: string): Html {
  return plainPage(title, html`<div class="error-mark">!</div><h1>${title}</h1><p>${text}</p>`);
}

/** What remains after Cancel in the mode that tells the app nothing. */
export function cancelledPage(): Html {
  return plainPage(
    'Not connected',
    html`<h1>The app was not connected</h1><p class="quiet">You can close this window.</p>`,
    '/static/closeWindow.js',
  );
}
