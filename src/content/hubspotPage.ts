import type { PageContext } from '../messaging/snapshots.ts';

/** A Contacts page: with what it shows, or one that shows no object (lists of lists, tasks); null outside Contacts. */
export type HubSpotPage = PageContext | 'otherContactsPage' | null;

const contactsArea = /^\/contacts\/(?<portal>\d{1,15})(?<rest>\/.*)?$/;
const record = /^\/record\/(?<type>\d-\d{1,10})\/(?<id>\d{1,20})(?:\/|$)/;
const listOrBoard = /^\/objects\/(?<type>\d-\d{1,10})(?:\/|$)/;
const oldRecord = /^\/(?<name>contact|company|deal|ticket)\/(?<id>\d{1,20})(?:\/|$)/;
const typeIds: Readonly<Record<string, string>> = {
  contact: '0-1',
  company: '0-2',
  deal: '0-3',
  ticket: '0-5',
};

/**
 * Reads the address of a page on a HubSpot app host. The object is known by its type id, since every object's path starts
 * with `/contacts/`. Address shapes: docs/facts/hubspot.md, section 4. The manifest names the hosts.
 */
export function readPage(url: string): HubSpotPage {
  const area = contactsArea.exec(new URL(url).pathname)?.groups;
  if (!area) return null;
  const portalId = Number(area.portal);
  const rest = area.rest ?? '';
  const found = (record.exec(rest) ?? oldRecord.exec(rest) ?? listOrBoard.exec(rest))?.groups;
  const objectTypeId = found?.type ?? typeIds[found?.name ?? ''];
  if (!objectTypeId) return 'otherContactsPage';
  return { portalId, objectTypeId, ...(found?.id && { recordId: found.id }) };
}

/** What the panel is told about a page. */
export function contextOf(page: HubSpotPage): PageContext | null {
  return page === 'otherContactsPage' ? null : page;
}
