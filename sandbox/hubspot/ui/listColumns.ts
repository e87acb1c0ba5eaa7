import { html } from 'hono/html';
import type { CrmRecord, ObjectType, Owner, Portal, Properties } from '../crm/model.ts';
import { currentVersion } from '../crm/model.ts';
import { objectTypes } from '../crm/objectTypes.ts';
import { dateTime, label, money, ownerName, personName } from './format.ts';
import { avatar, type Html } from './layout.ts';

/** One column of a list; `property` names its cells as HubSpot's hooks do. */
export interface ListColumn {
  property: string;
  title: string;
  cell: (record: CrmRecord, context: ListContext) => Html | string;
}

/** What cells need besides their record. */
export interface ListContext {
  portal: Portal;
  owners: readonly Owner[];
}

const text = (property: string, title: string): ListColumn => ({
  property,
  title,
  cell: (record) => truncated(currentVersion(record).properties[property]),
});

const owner = (title: string): ListColumn => ({
  property: 'hubspot_owner_id',
  title,
  cell: (record, { owners }) =>
    truncated(ownerName(owners, currentVersion(record).properties.hubspot_owner_id)),
});

const date = (property: string, title: string): ListColumn => ({
  property,
  title,
  cell: (record, { portal }) =>
    truncated(dateTime(currentVersion(record).properties[property], portal.timeZone)),
});

const badge = (property: string, title: string): ListColumn => ({
  property,
  title,
  cell: (record) => {
    const value = currentVersion(record).properties[property];
    return value ? html`<span class="badge">${label(value)}</span>` : truncated(null);
  },
});

const name = (property: string, title: string): ListColumn => ({
  property,
  title,
  cell: (record, { portal }) => {
    const shown = recordName(record.type, currentVersion(record).properties);
    const link = html`<a data-nav data-link-use-href="true" href="/contacts/${portal.id}/record/${objectTypes[record.type].objectTypeId}/${record.id}"><span data-test-id="truncated-object-label">${shown}</span></a>`;
    return html`<span class="name-cell">${avatar(shown)}${link}</span>`;
  },
});

/** Columns of each list. */
export const listColumns: Readonly<Record<Exclude<ObjectType, 'calls'>, readonly ListColumn[]>> = {
  contacts: [
    name('name', 'Name'),
    text('email', 'Email'),
    text('phone', 'Phone number'),
    text('mobilephone', 'Mobile phone number'),
    badge('hs_lead_status', 'Lead status'),
    text('company', 'Company'),
    owner('Contact owner'),
    date('createdate', 'Create date'),
  ],
  companies: [
    name('name', 'Company name'),
    text('phone', 'Phone number'),
    text('domain', 'Domain'),
    text('industry', 'Industry'),
    text('city', 'City'),
    owner('Company owner'),
    date('createdate', 'Create date'),
  ],
  deals: [
    name('dealname', 'Deal name'),
    badge('dealstage', 'Deal stage'),
    {
      property: 'amount',
      title: 'Amount',
      cell: (record) => truncated(money(currentVersion(record).properties.amount)),
    },
    date('closedate', 'Close date'),
    owner('Deal owner'),
  ],
  tickets: [
    name('subject', 'Ticket name'),
    badge('hs_ticket_priority', 'Priority'),
    owner('Ticket owner'),
    date('createdate', 'Create date'),
  ],
};

/** What a record is called on screen. */
export function recordName(type: ObjectType, properties: Properties): string {
  if (type === 'contacts') return personName(properties);
  const property = { companies: 'name', deals: 'dealname', tickets: 'subject', calls: 'hs_call_title' }[type];
  return properties[property] ?? '--';
}

function truncated(value: string | null | undefined): Html {
  return html`<span class="truncated" data-test-id="truncated-object-label">${value || '--'}</span>`;
}
