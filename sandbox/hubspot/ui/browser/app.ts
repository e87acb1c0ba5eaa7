// Script of the signed-in pages: single-page navigation, list search and paging, fresh timelines.
// One file without imports, because it is served as it stands, minus its types.

const page = document.querySelector<HTMLElement>('#page');
const timelineIntervalMs = 3_000;
const searchPauseMs = 250;
let latestLoad = 0;

void showAddress();
window.addEventListener('popstate', () => void showAddress());
document.addEventListener('click', onClick);
document.addEventListener('input', onInput);
document.addEventListener('visibilitychange', () => void refreshTimeline());
window.addEventListener('focus', () => void refreshTimeline());
setInterval(() => void refreshTimeline(), timelineIntervalMs);

/** Fetches and shows the content of the address in the location bar; an overtaken answer is dropped. */
async function showAddress(options: { keepFocus?: boolean } = {}): Promise<void> {
  if (!page) return;
  latestLoad += 1;
  const load = latestLoad;
  page.setAttribute('aria-busy', 'true');
  const path = encodeURIComponent(location.pathname + location.search);
  const response = await fetch(`/internal/page?path=${path}`);
  const content = await response.text();
  if (load !== latestLoad) return;
  if (response.status === 401) {
    location.assign('/login');
    return;
  }
  const search = document.querySelector<HTMLInputElement>('[data-list-search]');
  const typed = options.keepFocus && document.activeElement === search ? search?.value : undefined;
  page.innerHTML = content;
  page.removeAttribute('data-loading');
  page.setAttribute('aria-busy', 'false');
  if (typed === undefined) page.scrollTo(0, 0);
  else restoreSearch(typed);
  const title = page.querySelector<HTMLElement>('[data-title]')?.dataset.title;
  if (title) document.title = `${title} | CRM`;
  markRail();
}

function navigate(address: string): void {
  history.pushState(null, '', address);
  void showAddress();
}

function onClick(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.defaultPrevented) return;
  const link = event.target.closest<HTMLAnchorElement>('a[data-nav]');
  if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    navigate(link.href);
    return;
  }
  const pageButton = event.target.closest<HTMLButtonElement>('button[data-page]');
  if (pageButton) {
    const address = new URL(location.href);
    address.searchParams.set('page', pageButton.dataset.page ?? '1');
    navigate(address.href);
    return;
  }
  const tab = event.target.closest<HTMLElement>('[role=tab]');
  for (const other of tab?.parentElement?.children ?? [])
    other.setAttribute('aria-selected', String(other === tab));
  const all = event.target.closest<HTMLInputElement>('[data-select-all]');
  if (all)
    for (const box of document.querySelectorAll<HTMLInputElement>('td.tick input')) box.checked = all.checked;
}

let searchTimer: ReturnType<typeof setTimeout> | undefined;

function onInput(event: Event): void {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.matches('[data-list-search]')) return;
  clearTimeout(searchTimer);
  searchTimer = setTimeout(() => {
    const address = new URL(location.href);
    address.searchParams.delete('page');
    if (input.value === '') address.searchParams.delete('query');
    else address.searchParams.set('query', input.value);
    history.replaceState(null, '', address);
    void showAddress({ keepFocus: true });
  }, searchPauseMs);
}

function restoreSearch(typed: string): void {
  const input = document.querySelector<HTMLInputElement>('[data-list-search]');
  if (!input) return;
  input.value = typed;
  input.focus();
  input.setSelectionRange(typed.length, typed.length);
}

function markRail(): void {
  const listType = /\/(?:objects|record)\/(0-\d+)\//.exec(location.pathname)?.[1];
  for (const item of document.querySelectorAll<HTMLAnchorElement>('.rail-item')) {
    const path = new URL(item.href).pathname;
    const isCurrent =
      path === location.pathname || (listType !== undefined && path.includes(`/objects/${listType}/`));
    if (isCurrent) item.setAttribute('aria-current', 'page');
    else item.removeAttribute('aria-current');
  }
}

/** Shows calls that were logged since; the cards are left alone while nothing changed. */
async function refreshTimeline(): Promise<void> {
  const record = document.querySelector<HTMLElement>('.record-page');
  const target = record?.querySelector<HTMLElement>('[data-timeline]');
  const portalId = /^\/contacts\/(\d+)\//.exec(location.pathname)?.[1];
  if (!record || !target || !portalId || document.hidden) return;
  const { recordType, recordId } = record.dataset;
  const response = await fetch(`/internal/timeline/${portalId}/${recordType}/${recordId}`);
  if (!response.ok || !target.isConnected) return;
  const template = document.createElement('template');
  template.innerHTML = await response.text();
  const fresh = template.content.firstElementChild;
  if (fresh && fresh.outerHTML !== target.firstElementChild?.outerHTML) target.replaceChildren(fresh);
}
