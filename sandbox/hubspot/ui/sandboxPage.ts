import { html } from 'hono/html';
import { type LoggedCall, loggedCalls } from '../control.ts';
import { currentVersion, type HubSpotUser, type Portal } from '../crm/model.ts';
import type { RecordedRequest, World } from '../world.ts';
import { dateTime, duration, label, ownerName, personName, userName } from './format.ts';
import { icon } from './icons.ts';
import type { Html } from './layout.ts';

/** Requests listed on the page, the latest ones. */
const listedRequests = 60;

/** The page for a person to look at: logged calls with every property, requests served, switches. */
export function sandboxPage(world: World, user: HubSpotUser | undefined): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Sandbox CRM</title>
    <link rel="icon" href="/static/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/static/sandboxCrm.css" />
    <script type="module" src="/static/sandboxCrm.js"></script>
  </head>
  <body>
    <header class="head">
      <span class="mark">${icon('spark')}</span>
      <h1>Sandbox CRM</h1>
      <p>What the sandbox's HubSpot holds and served.</p>
      <a class="button" href="/contacts/${world.portals[0]?.id}/objects/0-1/views/all/list">Open contacts</a>
    </header>
    <div class="grid">
      <div id="live" data-test-id="sandbox-live">${sandboxLive(world)}</div>
      <aside>${switches(world, user)}</aside>
    </div>
  </body>
</html>`;
}

/** The part of the page that refreshes by itself. */
export function sandboxLive(world: World): Html {
  return html`${world.portals.map((portal) => callsPanel(world, portal))}${requestsPanel(world.requests)}`;
}

function callsPanel(world: World, portal: Portal): Html {
  const calls = loggedCalls(world, portal.id);
  return html`<section class="panel" data-test-id="calls-${portal.id}">
    <h2>Calls in ${portal.name} <span class="count">${calls.length}</span></h2>
    ${calls.length === 0 ? html`<p class="quiet">No call has been logged yet.</p>` : ''}
    ${calls.map((call, place) => callEntry(world, portal, call, place === 0))}
  </section>`;
}

function callEntry(world: World, portal: Portal, call: LoggedCall, open: boolean): Html {
  const { properties, associations } = call;
  const contacts = associations.contacts.map((id) => {
    const contact = world.store.get(portal.id, 'contacts', id);
    const name = contact ? personName(currentVersion(contact).properties) : id;
    return html`<a href="/contacts/${portal.id}/record/0-1/${id}">${name}</a> `;
  });
  const set = Object.entries(properties).filter(([, value]) => value !== null);
  return html`<details class="call" data-call-id="${call.id}" ${open ? 'open' : ''}>
    <summary>
      <span class="direction ${(properties.hs_call_direction ?? '').toLowerCase()}">${icon(properties.hs_call_direction === 'INBOUND' ? 'incoming' : 'outgoing')}</span>
      <span class="who">${contacts.length > 0 ? contacts : 'no contact'}</span>
      <span class="badge status-${(properties.hs_call_status ?? 'none').toLowerCase()}">${label(properties.hs_call_status)}</span>
      <span>${duration(properties.hs_call_duration)}</span>
      <span class="quiet">${ownerName(world.owners, properties.hubspot_owner_id)}</span>
      <time class="quiet">${dateTime(properties.hs_timestamp, portal.timeZone)}</time>
    </summary>
    <table><tbody>
      <tr><th>id</th><td>${call.id}</td></tr>
      ${Object.entries(associations).map(([type, ids]) => (ids.length > 0 ? html`<tr><th>associated ${type}</th><td>${ids.join(', ')}</td></tr>` : ''))}
      ${set.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}
    </tbody></table>
  </details>`;
}

function requestsPanel(requests: readonly RecordedRequest[]): Html {
  const api = requests.filter(({ host }) => host === 'api');
  return html`<section class="panel">
    <h2>API requests <span class="count">${api.length}</span></h2>
    <table class="requests"><tbody>
      ${api
        .slice(-listedRequests)
        .reverse()
        .map(
          ({ at, method, path, status }) =>
            html`<tr><td class="quiet">${new Date(at).toISOString().slice(11, 23)}</td><td>${method}</td><td class="path">${path}</td><td class="code code-${Math.floor(status / 100)}">${status || 'none'}</td></tr>`,
        )}
    </tbody></table>
    ${api.length === 0 ? html`<p class="quiet">None yet.</p>` : ''}
  </section>`;
}

function switches(world: World, user: HubSpotUser | undefined): Html {
  return html`<section class="panel">
      <h2>Signed-in user</h2>
      ${world.users.map((candidate) =>
        form(
          'signIn',
          html`<button class="row" name="value" value="${candidate.key}" aria-pressed="${String(candidate.key === user?.key)}"><strong>${userName(candidate)}</strong><span class="quiet">${candidate.role}</span></button>`,
        ),
      )}
      ${user ? form('permission', html`<button class="button" name="value" value="${user.mayConnectApps ? 'off' : 'on'}">${user.mayConnectApps ? 'Take away' : 'Give'} the right to connect apps</button>`) : ''}
    </section>
    <section class="panel">
      <h2>Next API requests fail</h2>
      ${form(
        'fail',
        html`<label>With <select name="value"><option value="500">500 error</option><option value="429">429 rate limit</option><option value="401">401 credentials</option><option value="477">477 migration</option><option value="timeout">no answer</option><option value="disconnect">broken connection</option></select></label>
        <label>Times <input name="times" type="number" min="1" max="100" value="1" /></label><button class="button">Set</button>`,
      )}
      <p class="quiet">${world.faults.pending().reduce((sum, { times }) => sum + times, 0)} waiting</p>
      ${form('clearFaults', html`<button class="button">Clear</button>`)}
    </section>
    <section class="panel">
      <h2>Tokens</h2>
      ${form('tokenLifetime', html`<label>Access token life, seconds <input name="value" type="number" min="1" max="86400" value="${world.grants.tokenLifetimeSeconds}" /></label><button class="button">Set</button>`)}
      ${form('expire', html`<button class="button">Expire access tokens</button>`)}
      ${form('revoke', html`<button class="button">Revoke everything</button>`)}
    </section>
    <section class="panel">
      <h2>Search and consent</h2>
      ${form('indexLag', html`<label>Index lag, ms <input name="value" type="number" min="0" max="120000" value="${world.switches.indexLagMs}" /></label><button class="button">Set</button>`)}
      ${form('denial', html`<label>Cancel on consent <select name="value"><option value="redirect" ${world.switches.denial === 'redirect' ? 'selected' : ''}>tells the app</option><option value="close" ${world.switches.denial === 'close' ? 'selected' : ''}>only closes</option></select></label><button class="button">Set</button>`)}
    </section>`;
}

function form(action: string, content: Html): Html {
  return html`<form method="post" action="/sandbox-crm/control"><input type="hidden" name="action" value="${action}" />${content}</form>`;
}
