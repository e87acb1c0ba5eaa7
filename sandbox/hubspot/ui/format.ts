import { raw } from 'hono/html';
import type { HubSpotUser, Owner, Properties } from '../crm/model.ts';

/** First and last name, or the e-mail address, or a dash. */
export function personName(properties: Properties): string {
  const name = [properties.firstname, properties.lastname].filter(Boolean).join(' ');
  return name || properties.email || '--';
}

/** Up to two initials. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** One of six avatar colours, always the same for the same name. */
export function tint(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % 6;
}

/** Date and time in the account's zone, as the pages show them. */
export function dateTime(value: string | number | null | undefined, timeZone: string): string {
  if (value === null || value === undefined || value === '') return '--';
  const numeric = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(numeric),
  );
}

/** A duration in milliseconds as `1:05` or `1:02:05`. */
export function duration(milliseconds: string | null | undefined): string {
  if (!milliseconds) return '--';
  const seconds = Math.floor(Number(milliseconds) / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** Values that HubSpot writes without any gap between their words. */
const labels: Record<string, string> = {
  appointmentscheduled: 'Appointment scheduled',
  qualifiedtobuy: 'Qualified to buy',
  presentationscheduled: 'Presentation scheduled',
  contractsent: 'Contract sent',
  closedwon: 'Closed won',
  closedlost: 'Closed lost',
  marketingqualifiedlead: 'Marketing qualified lead',
  salesqualifiedlead: 'Sales qualified lead',
};

/** `NO_ANSWER` as `No answer`. */
export function label(value: string | null | undefined): string {
  if (!value) return '--';
  const known = labels[value];
  if (known) return known;
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An amount in the account's currency; undefined where there is none. */
export function money(amount: string | null | undefined): string | undefined {
  if (!amount) return undefined;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 0,
  }).format(Number(amount));
}

/** An owner's name by id. */
export function ownerName(owners: readonly Owner[], id: string | null | undefined): string {
  const owner = owners.find((candidate) => candidate.id === id);
  return owner ? `${owner.firstName} ${owner.lastName}` : '--';
}

/** A user's full name. */
export function userName(user: HubSpotUser): string {
  return `${user.firstName} ${user.lastName}`;
}

const allowedTags = 'br|p|b|strong|i|em|u|ul|ol|li';

/** A call's body, which HubSpot renders as HTML: simple tags stay, everything else is shown as text. */
export function richText(value: string) {
  const escaped = value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return raw(
    escaped
      .replace(new RegExp(`&lt;(/?(?:${allowedTags}))\\s*/?&gt;`, 'gi'), '<$1>')
      .replaceAll('\n', '<br>'),
  );
}
