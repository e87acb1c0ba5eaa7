import { html } from 'hono/html';
import type { HubSpotUser, Portal } from '../crm/model.ts';
import { objectTypeOf } from '../crm/objectTypes.ts';
import type { World } from '../world.ts';
import type { Html } from './layout.ts';
import { type ListedType, listPage } from './listPage.ts';
import { recordPage } from './recordPage.ts';
import { portalFor, portalsOf } from './session.ts';

/** What an address of the app shows. */
export interface AppPage {
  portal: Portal;
  content: Html;
  status: 200 | 404;
}

const listPath = /^\/contacts\/(\d+)\/objects\/(0-\d+)\/views\/[\w-]+\/list\/?$/;
const recordPath = /^\/contacts\/(\d+)\/record\/(0-\d+)\/(\d+)(?:\/view\/\d+)?\/?$/;
const oldRecordPath = /^\/contacts\/(\d+)\/(contact|company|deal|ticket)\/(\d+)\/?$/;
const reportsPath = /^\/reports-dashboard\/(\d+)\/?$/;

/** The page at an address, or undefined when the user does not belong to the account in it. */
export function appPage(world: World, user: HubSpotUser, address: URL): AppPage | undefined {
  const path = address.pathname;
  const [, portalId, typeSegment, id] =
    listPath.exec(path) ?? recordPath.exec(path) ?? oldRecordPath.exec(path) ?? reportsPath.exec(path) ?? [];
  const portal = portalId === undefined ? portalsOf(world, user)[0] : portalFor(world, user, portalId);
  if (!portal) return undefined;
  if (path === '/home' || path === '/') return { portal, content: homePage(user, portal), status: 200 };
  if (reportsPath.test(path)) return { portal, content: reportsPage(), status: 200 };
  const type = listedType(typeSegment);
  if (!type) return { portal, content: missingPage(), status: 404 };
  if (id === undefined) {
    const options = {
      page: Number(address.searchParams.get('page')) || 1,
      query: address.searchParams.get('query') ?? '',
    };
    return { portal, content: listPage(world, portal, type, options), status: 200 };
  }
  const record = world.store.get(portal.id, type, id);
  if (!record) return { portal, content: missingPage(), status: 404 };
  return { portal, content: recordPage(world, portal, record, type), status: 200 };
}

function listedType(segment: string | undefined): ListedType | undefined {
  const type = segment === undefined ? undefined : objectTypeOf(segment)?.type;
  return type === 'calls' ? undefined : type;
}

function homePage(user: HubSpotUser, portal: Portal): Html {
  return html`<section class="simple-page" data-title="Home">
    <h1>Good day, ${user.firstName}</h1>
    <p class="quiet">${portal.name}, account ${portal.id}</p>
    <div class="tiles">
      <a class="tile" data-nav href="/contacts/${portal.id}/objects/0-1/views/all/list"><strong>Contacts</strong><span>People you do business with</span></a>
      <a class="tile" data-nav href="/contacts/${portal.id}/objects/0-3/views/all/list"><strong>Deals</strong><span>What is about to close</span></a>
      <a class="tile" data-nav href="/contacts/${portal.id}/objects/0-5/views/all/list"><strong>Tickets</strong><span>What customers wait for</span></a>
    </div>
  </section>`;
}

function reportsPage(): Html {
  return html`<section class="simple-page" data-title="Reports">
    <h1>Sales dashboard</h1>
    <p class="quiet">Figures of this month</p>
    <div class="tiles">
      <div class="tile"><strong>128</strong><span>New contacts</span></div>
      <div class="tile"><strong>24</strong><span>Open deals</span></div>
      <div class="tile"><strong>$61,400</strong><span>Weighted pipeline</span></div>
    </div>
  </section>`;
}

function missingPage(): Html {
  return html`<section class="simple-page" data-title="Not found">
    <h1>This page isn't available</h1>
    <p class="quiet">The record may have been deleted, or the address may be mistyped.</p>
  </section>`;
}
