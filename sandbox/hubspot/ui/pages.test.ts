import { describe, expect, test } from 'vitest';
import { knownContacts } from '../knownContacts.ts';
import { testHubSpot } from '../testing/testHubSpot.ts';

const { page, world, call } = testHubSpot();
const ada = knownContacts.adaBrandt;
const content = async (path: string) =>
  (await page(`/internal/page?path=${encodeURIComponent(path)}`)).text();
const count = (text: string, part: string) => text.split(part).length - 1;

describe('the hooks of docs/facts/hubspot.md, section 8', () => {
  test('a list has 100 rows with ids, phone cells, pager and search', async () => {
    const text = await content('/contacts/8101234/objects/0-1/views/all/list');
    expect(count(text, '<tr data-test-id="row-')).toBe(100);
    for (const hook of [
      'table class="table" data-test-id="framework-data-table"',
      `data-test-id="row-${ada.id}"`,
      `data-table-external-id="cell-0-1-phone-${ada.id}"`,
      `data-table-external-id="cell-0-1-mobilephone-${ada.id}"`,
      'data-test-id="header-0-1-phone"',
      'role="columnheader"',
      'data-test-id="truncated-object-label"',
      'data-test-id="framework-data-table-editable-cell"',
      'data-test-id="next-page-button"',
      'data-test-id="index-page-search"',
      `/contacts/8101234/record/0-1/${ada.id}`,
    ]) {
      expect(text).toContain(hook);
    }
  });

  test('lists are paged and searched', async () => {
    const list = '/contacts/8101234/objects/0-1/views/all/list';
    const second = await content(`${list}?page=2`);
    expect(second).not.toContain(`row-${ada.id}`);
    expect(count(second, '<tr data-test-id="row-')).toBe(100);
    const found = await content(`${list}?query=brandt`);
    expect(found).toContain(`row-${ada.id}`);
    expect(count(found, '<tr data-test-id="row-')).toBeLessThan(10);
  });

  test.each([
    `/contacts/8101234/record/0-1/${ada.id}`,
    `/contacts/8101234/record/0-1/${ada.id}/view/1`,
    `/contacts/8101234/contact/${ada.id}`,
  ])('%s shows the contact in three columns, its number in an input', async (path) => {
    const text = await content(path);
    for (const hook of [
      'data-test-id="left-sidebar"',
      'data-test-id="middle-pane"',
      'data-test-id="records-right-sidebar"',
      'data-selenium-test="contact-highlight-details"',
      'data-selenium-test="highlightTitle">Ada Brandt<',
      'data-selenium-test="profile-properties-list"',
      'data-profile-property="phone"',
      'data-test-id="create-engagement-call-button"',
    ]) {
      expect(text).toContain(hook);
    }
    expect(text).toMatch(
      /<input type="tel" data-field="phone" data-selenium-test="property-input-phone"[^>]* value="\+1 415-555-0132"/,
    );
  });

  test.each([
    ['0-2', 'company', '18830000201'],
    ['0-3', 'deal', '9320000407'],
    ['0-5', 'ticket', '5110000309'],
  ])('type %s has a list and records', async (typeId, singular, id) => {
    expect(await content(`/contacts/8101234/objects/${typeId}/views/all/list`)).toContain(
      `data-test-id="row-${id}"`,
    );
    const record = await content(`/contacts/8101234/record/${typeId}/${id}`);
    expect(record).toContain(`data-selenium-test="${singular}-highlight-details"`);
    expect(record).toContain('/contacts/8101234/record/0-1/');
  });
});

test('pages come as a strict shell: no foreign script, no frame, no microphone', async () => {
  const response = await page('/contacts/8101234/objects/0-1/views/all/list');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-src 'none'");
  expect(response.headers.get('permissions-policy')).toContain('microphone=()');
  const text = await response.text();
  expect(text).toContain('user-info-email');
  expect(text).not.toMatch(/<script(?![^>]*src=)|style="|onclick=/);
});

test.each(['/static/app.js', '/static/sandboxCrm.js', '/static/crm.css', '/static/favicon.svg'])(
  '%s is served',
  async (path) => {
    const response = await page(path);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text.length).toBeGreaterThan(100);
    // Types are gone: what is left parses as a script.
    if (path.endsWith('.js')) expect(() => new Function(text)).not.toThrow();
  },
);

test("a logged call shows in the contact's timeline and on the sandbox's page, its body without scripts", async () => {
  const created = await call('POST', '/crm/objects/2026-03/calls', {
    properties: {
      hs_timestamp: '1795000000000',
      hs_call_title: 'Call from Ada Brandt',
      hs_call_body: 'Notes:<br><b>call back</b><script>alert(1)</script>',
      hs_call_direction: 'INBOUND',
      hs_call_status: 'NO_ANSWER',
      hs_call_duration: '3725000',
      hs_call_from_number: ada.e164,
      hs_call_recording_url: 'https://recordings.example/1.wav',
      hs_call_disposition: '73a0d17f-1163-4015-bdd5-ec830791da20',
      hubspot_owner_id: '77410300',
    },
    associations: [
      { to: { id: ada.id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 194 }] },
    ],
  });
  const timeline = await (await page(`/internal/timeline/8101234/contacts/${ada.id}`)).text();
  for (const shown of [
    `data-call-id="${created.body.id}"`,
    'Call from Ada Brandt',
    'Inbound',
    'No answer',
    '1:02:05',
    ada.e164,
    'https://recordings.example/1.wav',
    'Nina Alvarez',
    '<b>call back</b>',
  ]) {
    expect(timeline).toContain(shown);
  }
  expect(timeline).not.toContain('<script>');
  const sandbox = await (await page('/sandbox-crm')).text();
  expect(sandbox).toContain(`data-call-id="${created.body.id}"`);
  expect(sandbox).toContain('hs_call_from_number');
  expect(
    (
      await page(`/internal/timeline/8101234/contacts/${ada.id}`, {
        headers: { cookie: 'sandbox-user=nobody' },
      })
    ).status,
  ).toBe(404);
});

test("accounts of others, unknown records and odd addresses show no one's data", async () => {
  expect((await page('/contacts/8105678/objects/0-1/views/all/list')).status).toBe(403);
  expect((await page('/contacts/8101234/record/0-1/1')).status).toBe(404);
  for (const path of ['/home', '/reports-dashboard/8101234']) {
    expect((await page(path)).status).toBe(200);
    expect(await content(path)).not.toContain('framework-data-table');
  }
});

test('the switches of the page take effect, and nonsense is refused', async () => {
  const post = (fields: Record<string, string>) =>
    page('/sandbox-crm/control', { method: 'POST', body: new URLSearchParams(fields) });
  expect((await post({ action: 'indexLag', value: '7000' })).status).toBe(303);
  expect(world.switches.indexLagMs).toBe(7000);
  await post({ action: 'permission', value: 'off' });
  expect(world.users.find(({ key }) => key === 'nina')?.mayConnectApps).toBe(false);
  await post({ action: 'fail', value: '500', times: '2' });
  expect(world.faults.pending()).toEqual([{ status: 500, times: 2 }]);
  await post({ action: 'fail', value: 'timeout', times: '1' });
  await post({ action: 'clearFaults' });
  expect(world.faults.pending()).toEqual([]);
  for (const wrong of [
    { action: 'x' },
    { action: 'indexLag', value: '-1' },
    { action: 'fail', value: '200', times: '1' },
    { action: 'signIn', value: 'mallory' },
  ]) {
    expect((await post(wrong)).status).toBe(400);
  }
});
