import { html } from 'hono/html';
import { type CrmRecord, currentVersion, type Portal } from '../crm/model.ts';
import { callDispositions } from '../crm/properties.ts';
import type { World } from '../world.ts';
import { dateTime, duration, label, ownerName, richText } from './format.ts';
import { icon } from './icons.ts';
import type { Html } from './layout.ts';

/** Calls of a record, the latest first. */
function callsOf(world: World, record: CrmRecord): CrmRecord[] {
  return world.store.associations
    .idsOf(record, 'calls')
    .flatMap((id) => world.store.get(record.portalId, 'calls', id) ?? [])
    .sort((left, right) => callTime(right) - callTime(left));
}

/** Start of a call, Unix ms. */
export function callTime(call: CrmRecord): number {
  const value = currentVersion(call).properties.hs_timestamp ?? '';
  return /^\d+$/.test(value) ? Number(value) : Date.parse(value);
}

/** The activities in the middle column: logged calls, and how the record came to be. */
export function timeline(world: World, portal: Portal, record: CrmRecord): Html {
  const calls = callsOf(world, record);
  return html`<div class="timeline" data-test-id="timeline">
    ${calls.length > 0 ? html`<h2 class="timeline-month">Recent</h2>` : ''}
    ${calls.map((call) => callCard(world, portal, call))}
    <h2 class="timeline-month">Earlier</h2>
    <article class="activity-card quiet-card">
      <header><strong>Record created</strong><time>${dateTime(record.createdAt, portal.timeZone)}</time></header>
      <p>Created from an import of existing customers.</p>
    </article>
  </div>`;
}

function callCard(world: World, portal: Portal, call: CrmRecord): Html {
  const { properties } = currentVersion(call);
  const incoming = properties.hs_call_direction === 'INBOUND';
  const outcome = callDispositions.find(({ value }) => value === properties.hs_call_disposition)?.label;
  const recording = properties.hs_call_recording_url;
  return html`<article class="activity-card" data-test-id="call-card" data-call-id="${call.id}">
    <header>
      <span class="activity-icon ${incoming ? 'incoming' : 'outgoing'}">${icon('phone')}</span>
      <span data-selenium-test="timeline-editable-section"><b>${properties.hs_call_title || (incoming ? 'Inbound call' : 'Outbound call')}</b><br /><span class="quiet">Logged call by ${ownerName(world.owners, properties.hubspot_owner_id)}</span></span>
      <time>${dateTime(properties.hs_timestamp, portal.timeZone)}</time>
    </header>
    ${properties.hs_call_body ? html`<div class="activity-body">${richText(properties.hs_call_body)}</div>` : ''}
    <dl class="activity-facts">
      ${fact('Direction', html`${icon(incoming ? 'incoming' : 'outgoing')} ${label(properties.hs_call_direction)}`)}
      ${fact('Status', html`<span class="badge status-${(properties.hs_call_status ?? 'none').toLowerCase()}">${label(properties.hs_call_status)}</span>`)}
      ${fact('Outcome', outcome ?? '--')}
      ${fact('Duration', duration(properties.hs_call_duration))}
      ${fact('From', properties.hs_call_from_number ?? '--')}
      ${fact('To', properties.hs_call_to_number ?? '--')}
    </dl>
    ${recording ? html`<a class="recording" href="${recording}" target="_blank" rel="noreferrer">${icon('play')} Recording</a>` : ''}
  </article>`;
}

function fact(name: string, value: Html | string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
