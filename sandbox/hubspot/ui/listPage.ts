import { html } from 'hono/html';
import { type CrmRecord, currentVersion, type ObjectType, type Portal } from '../crm/model.ts';
import { objectTypes } from '../crm/objectTypes.ts';
import { matchesQuery } from '../search/tokens.ts';
import type { World } from '../world.ts';
import { icon } from './icons.ts';
import type { Html } from './layout.ts';
import { type ListColumn, type ListContext, listColumns } from './listColumns.ts';

/** Rows of one page, as HubSpot's largest choice. */
const pageSize = 100;

const titles: Record<ListedType, { many: string; one: string }> = {
  contacts: { many: 'Contacts', one: 'contact' },
  companies: { many: 'Companies', one: 'company' },
  deals: { many: 'Deals', one: 'deal' },
  tickets: { many: 'Tickets', one: 'ticket' },
};

/** Types with a list page. */
export type ListedType = Exclude<ObjectType, 'calls'>;

/** The list of one object type: toolbar, table with HubSpot's hooks (docs/facts/hubspot.md, section 8), pager. */
export function listPage(
  world: World,
  portal: Portal,
  type: ListedType,
  options: { page: number; query: string },
): Html {
  const found = matching(world, portal, type, options.query);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(Math.max(1, options.page), pages);
  const rows = found.slice((page - 1) * pageSize, page * pageSize);
  const context: ListContext = { portal, owners: world.owners };
  return html`<section class="list-page" data-title="${titles[type].many}">
    <div class="page-head">
      <div><h1>${titles[type].many}</h1><p class="quiet">${found.length.toLocaleString('en-US')} records</p></div>
      <div class="page-actions">
        <button type="button" class="button">Import</button>
        <button type="button" class="button primary">Create ${titles[type].one}</button>
      </div>
    </div>
    <div class="views" role="tablist" aria-label="Views">
      <button type="button" role="tab" aria-selected="true">All ${titles[type].many.toLowerCase()}</button>
      <button type="button" role="tab" aria-selected="false">My ${titles[type].many.toLowerCase()}</button>
      <button type="button" role="tab" aria-selected="false">Unassigned</button>
    </div>
    <div class="toolbar">
      <label class="table-search">${icon('search')}<input type="search" data-test-id="index-page-search" data-list-search placeholder="Search name, phone, email…" aria-label="Search the list" value="${options.query}" /></label>
      <button type="button" class="chip">Owner ${icon('down')}</button>
      <button type="button" class="chip">Create date ${icon('down')}</button>
      <button type="button" class="chip">Last activity ${icon('down')}</button>
      <button type="button" class="chip plain">${icon('filter')} Advanced filters</button>
    </div>
    <div class="table-frame">${table(type, rows, context)}</div>
    ${pager(page, pages)}
  </section>`;
}

function matching(world: World, portal: Portal, type: ListedType, query: string): CrmRecord[] {
  const records = world.store.list(portal.id, type).sort((left, right) => right.createdAt - left.createdAt);
  if (!query.trim()) return records;
  const names = [...objectTypes[type].queryProperties, 'hs_searchable_calculated_phone_number'];
  return records.filter((record) => {
    const { properties } = currentVersion(record);
    return matchesQuery(
      names.flatMap((name) => properties[name] ?? []),
      query,
    );
  });
}

function table(type: ListedType, rows: readonly CrmRecord[], context: ListContext): Html {
  const { objectTypeId } = objectTypes[type];
  const columns = listColumns[type];
  return html`<table class="table" data-test-id="framework-data-table">
    <thead><tr>
      <th class="tick"><input type="checkbox" aria-label="Select all" data-select-all /></th>
      ${columns.map((column) => html`<th role="columnheader" data-test-id="header-${objectTypeId}-${column.property}"><span>${column.title}</span></th>`)}
    </tr></thead>
    <tbody>
      ${rows.map(
        (record) => html`<tr data-test-id="row-${record.id}">
          <td class="tick"><input type="checkbox" aria-label="Select row" /></td>
          ${columns.map((column) => cell(objectTypeId, column, record, context))}
        </tr>`,
      )}
    </tbody>
  </table>
  ${rows.length === 0 ? html`<p class="empty">No records match the search.</p>` : ''}`;
}

function cell(objectTypeId: string, column: ListColumn, record: CrmRecord, context: ListContext): Html {
  const id = `cell-${objectTypeId}-${column.property}-${record.id}`;
  return html`<td data-table-external-id="${id}" data-test-id="${id}"><div data-test-id="framework-data-table-editable-cell">${column.cell(record, context)}</div></td>`;
}

function pager(page: number, pages: number): Html {
  return html`<nav class="pager" aria-label="Pages">
    <button type="button" data-test-id="prev-page-button" data-page="${page - 1}" ${page <= 1 ? 'disabled' : ''}>${icon('left')} Prev</button>
    <span>Page ${page} of ${pages}</span>
    <button type="button" data-test-id="next-page-button" data-page="${page + 1}" ${page >= pages ? 'disabled' : ''}>Next ${icon('right')}</button>
    <span class="quiet">${pageSize} per page</span>
  </nav>`;
}
