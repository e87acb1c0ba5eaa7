import { html } from 'hono/html';
import type { HubSpotUser, Portal } from '../crm/model.ts';
import { initials, tint, userName } from './format.ts';
import { type IconName, icon } from './icons.ts';

/** Markup with its values escaped. */
export type Html = ReturnType<typeof html>;

interface RailItem {
  icon: IconName;
  text: string;
  path: (portalId: number) => string;
}

const rail: readonly RailItem[] = [
  { icon: 'home', text: 'Home', path: () => '/home' },
  { icon: 'contacts', text: 'Contacts', path: (id) => `/contacts/${id}/objects/0-1/views/all/list` },
  { icon: 'companies', text: 'Companies', path: (id) => `/contacts/${id}/objects/0-2/views/all/list` },
  { icon: 'deals', text: 'Deals', path: (id) => `/contacts/${id}/objects/0-3/views/all/list` },
  { icon: 'tickets', text: 'Tickets', path: (id) => `/contacts/${id}/objects/0-5/views/all/list` },
  { icon: 'reports', text: 'Reports', path: (id) => `/reports-dashboard/${id}` },
];

/** The frame of the signed-in pages. Content comes in afterwards by script, as in HubSpot's own single-page app. */
export function appShell(user: HubSpotUser, portal: Portal): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${portal.name} | CRM</title>
    <link rel="icon" href="/static/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/static/crm.css" />
    <script type="module" src="/static/app.js"></script>
  </head>
  <body>
    <nav class="rail" aria-label="Main">
      <a class="rail-logo" href="/home" aria-label="Home" data-nav>${icon('spark')}</a>
      ${rail.map(
        (item) =>
          html`<a class="rail-item" href="${item.path(portal.id)}" data-nav>${icon(item.icon)}<span>${item.text}</span></a>`,
      )}
    </nav>
    <div class="frame">
      <header class="topbar">
        <label class="global-search">${icon('search')}<input type="search" placeholder="Search ${portal.name}" aria-label="Search CRM" /></label>
        <span class="topbar-space"></span>
        <button type="button" class="icon-button" aria-label="Notifications">${icon('bell')}</button>
        <a class="icon-button" href="/sandbox-crm" aria-label="Sandbox controls" title="Sandbox controls">${icon('gear')}</a>
        <a class="account" href="/login">
          ${avatar(userName(user))}
          <span class="account-text"><strong>${portal.name}</strong><span class="user-info-email">${user.email}</span></span>
          ${icon('down')}
        </a>
      </header>
      <main id="page" data-loading="true" aria-busy="true">${skeleton()}</main>
    </div>
  </body>
</html>`;
}

/** A person's initials on a coloured disc. */
export function avatar(name: string, size: 'small' | 'large' = 'small'): Html {
  return html`<span class="avatar avatar-${size} tint-${tint(name)}" aria-hidden="true">${initials(name)}</span>`;
}

/** A page outside the app: login, consent and their errors. */
export function plainPage(title: string, content: Html, script?: string): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="icon" href="/static/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/static/plain.css" />
    ${script ? html`<script type="module" src="${script}"></script>` : ''}
  </head>
  <body>
    <main class="sheet">${content}</main>
    <p class="fine">Local sandbox of HubSpot for trying Offhook. No data leaves this computer.</p>
  </body>
</html>`;
}

function skeleton(): Html {
  return html`<div class="skeleton"><i></i><i></i><i></i><i></i><i></i><i></i></div>`;
}
