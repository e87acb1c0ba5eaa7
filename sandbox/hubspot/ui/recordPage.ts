import { html } from 'hono/html';
import { type CrmRecord, currentVersion, type ObjectType, type Portal } from '../crm/model.ts';
import { objectTypes } from '../crm/objectTypes.ts';
import { propertyDefinitions } from '../crm/properties.ts';
import type { World } from '../world.ts';
import { label, money, ownerName } from './format.ts';
import { icon } from './icons.ts';
import { avatar, type Html } from './layout.ts';
import { recordName } from './listColumns.ts';
import type { ListedType } from './listPage.ts';
import { timeline } from './timeline.ts';

interface ShownProperty {
  name: string;
  title: string;
}

const shown: Readonly<Record<ListedType, readonly ShownProperty[]>> = {
  contacts: properties(
    'email:Email phone:Phone_number mobilephone:Mobile_phone_number company:Company_name jobtitle:Job_title city:City country:Country/Region lifecyclestage:Lifecycle_stage hs_lead_status:Lead_status',
  ),
  companies: properties(
    'domain:Company_domain_name phone:Phone_number industry:Industry city:City country:Country/Region',
  ),
  deals: properties('amount:Amount dealstage:Deal_stage closedate:Close_date pipeline:Pipeline'),
  tickets: properties(
    'hs_ticket_priority:Priority hs_pipeline_stage:Ticket_status content:Ticket_description',
  ),
};

const engagements = [
  { kind: 'note', text: 'Note' },
  { kind: 'mail', text: 'Email', id: 'email' },
  { kind: 'phone', text: 'Call', id: 'call' },
  { kind: 'task', text: 'Task' },
  { kind: 'meeting', text: 'Meeting' },
  { kind: 'more', text: 'More' },
] as const;

/** A record in three columns: properties, activities, associations, with HubSpot's hooks (docs/facts/hubspot.md, section 8). */
export function recordPage(world: World, portal: Portal, record: CrmRecord, type: ListedType): Html {
  const { singular } = objectTypes[type];
  const current = currentVersion(record).properties;
  const name = recordName(type, current);
  const subtitle =
    type === 'contacts'
      ? [current.jobtitle, current.company].filter(Boolean).join(' at ')
      : (current.domain ?? '');
  return html`<section class="record-page" data-title="${name}" data-record-type="${type}" data-record-id="${record.id}">
    <aside class="column left" data-test-id="left-sidebar">
      <a class="back" data-nav href="/contacts/${portal.id}/objects/${objectTypes[type].objectTypeId}/views/all/list">${icon('left')} ${listTitles[type]}</a>
      <div class="highlight" data-selenium-test="${singular}-highlight-details">
        ${avatar(name, 'large')}
        <div>
          <h1 data-selenium-test="highlightTitle">${name}</h1>
          <p data-unit-test="highlightSubtitle" class="quiet">${subtitle}</p>
          ${current.email ? html`<p class="highlight-mail"><a href="mailto:${current.email}">${current.email}</a></p>` : ''}
        </div>
      </div>
      <div class="engagements">${engagements.map(engagementButton)}</div>
      <div class="card" data-test-id="card-wrapper-about" data-selenium-test="highlightedPropertySidebar">
        <h2>About this ${singular}</h2>
        <div data-selenium-test="profile-properties-list">
          ${shown[type].map((property) => propertyField(property, shownValue(type, property.name, current[property.name])))}
          ${propertyField({ name: 'hubspot_owner_id', title: 'Owner' }, ownerName(world.owners, current.hubspot_owner_id))}
        </div>
      </div>
    </aside>
    <div class="column middle" data-test-id="middle-pane">
      <div class="tabs" role="tablist" aria-label="Record">
        <button type="button" role="tab" aria-selected="false">Overview</button>
        <button type="button" role="tab" aria-selected="true">Activities</button>
      </div>
      <div class="activity-filter"><label class="table-search">${icon('search')}<input type="search" placeholder="Search activities" aria-label="Search activities" /></label><span class="quiet">Filter by: all activities, all users</span></div>
      <div data-test-id="tab-1-content" data-timeline>${timeline(world, portal, record)}</div>
    </div>
    <aside class="column right" data-test-id="records-right-sidebar">
      ${associatedTypes.filter((other) => other !== type).map((other) => associationCard(world, portal, record, other))}
    </aside>
  </section>`;
}

const listTitles: Record<ListedType, string> = {
  contacts: 'Contacts',
  companies: 'Companies',
  deals: 'Deals',
  tickets: 'Tickets',
};
const associatedTypes: readonly ListedType[] = ['contacts', 'companies', 'deals', 'tickets'];

function engagementButton(engagement: (typeof engagements)[number]): Html {
  const id =
    'id' in engagement
      ? `create-engagement-${engagement.id}-button`
      : `create-engagement-${engagement.text.toLowerCase()}-button`;
  return html`<button type="button" class="engagement" data-test-id="${id}" data-unit-test="${id}"><span class="engagement-disc">${icon(engagement.kind)}</span><span>${engagement.text}</span></button>`;
}

function propertyField({ name, title }: ShownProperty, value: string): Html {
  const isPhone = name === 'phone' || name === 'mobilephone';
  const input = isPhone
    ? html`<input type="tel" data-field="${name}" data-selenium-test="property-input-${name}" data-test-id="property-input-${name}" aria-label="${title}" value="${value}" />`
    : html`<input type="text" data-test-id="property-input-${name}" aria-label="${title}" value="${value || '--'}" />`;
  return html`<div class="property" data-profile-property="${name}"><span class="property-title" data-test-id="${name}-label">${title}</span>${input}</div>`;
}

/** Options of an enumeration by their label, everything else as it is stored. */
function shownValue(type: ListedType, name: string, value: string | null | undefined): string {
  const isOption =
    propertyDefinitions[type][name]?.kind === 'enumeration' && Number.isNaN(Number(value ?? ''));
  return isOption ? label(value) : (value ?? '');
}

function associationCard(world: World, portal: Portal, record: CrmRecord, type: ListedType): Html {
  const linked = world.store.associations
    .idsOf(record, type)
    .flatMap((id) => world.store.get(record.portalId, type, id) ?? []);
  return html`<div class="card" data-test-id="card-wrapper-${type}">
    <h2>${listTitles[type]} <span class="quiet">(${linked.length})</span></h2>
    ${linked.length === 0 ? html`<p class="quiet">No associated ${type} yet.</p>` : ''}
    ${linked.slice(0, 5).map((other) => associationItem(portal, other, type))}
  </div>`;
}

function associationItem(portal: Portal, record: CrmRecord, type: ObjectType): Html {
  const current = currentVersion(record).properties;
  const name = recordName(type, current);
  const detail =
    current.phone ?? money(current.amount) ?? current.domain ?? label(current.hs_ticket_priority);
  return html`<div class="association">${avatar(name)}<div><a data-nav href="/contacts/${portal.id}/record/${objectTypes[type].objectTypeId}/${record.id}">${name}</a><p class="quiet">${detail}</p></div></div>`;
}

function properties(list: string): ShownProperty[] {
  return list.split(' ').map((entry) => {
    const [name = '', title = ''] = entry.split(':');
    return { name, title: title.replaceAll('_', ' ') };
  });
}
