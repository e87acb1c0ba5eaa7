import { describe, expect, test } from 'vitest';
import { pageContextSchema } from '../messaging/snapshots.ts';
import { contextOf, readPage } from './hubspotPage.ts';

const portalId = 44012345;
const contacts = `https://app-eu1.hubspot.com/contacts/${portalId}`;

describe('S1-11: the pages of Contacts', () => {
  test.each([
    [`${contacts}/record/0-1/7151`, { portalId, objectTypeId: '0-1', recordId: '7151' }],
    [`${contacts}/record/0-1/7151/`, { portalId, objectTypeId: '0-1', recordId: '7151' }],
    [
      `${contacts}/record/0-1/7151/view/1?interaction=logged-call#top`,
      { portalId, objectTypeId: '0-1', recordId: '7151' },
    ],
    [
      `${contacts}/record/0-2/90071992547409931234`,
      { portalId, objectTypeId: '0-2', recordId: '90071992547409931234' },
    ],
    [`${contacts}/record/0-3/8`, { portalId, objectTypeId: '0-3', recordId: '8' }],
    [`${contacts}/record/0-5/9`, { portalId, objectTypeId: '0-5', recordId: '9' }],
    [`${contacts}/record/2-1234567/9`, { portalId, objectTypeId: '2-1234567', recordId: '9' }],
    [`${contacts}/contact/7151`, { portalId, objectTypeId: '0-1', recordId: '7151' }],
    [`${contacts}/contact/7151/?engagement=99`, { portalId, objectTypeId: '0-1', recordId: '7151' }],
    [`${contacts}/company/5`, { portalId, objectTypeId: '0-2', recordId: '5' }],
    [`${contacts}/deal/5`, { portalId, objectTypeId: '0-3', recordId: '5' }],
    [`${contacts}/ticket/5`, { portalId, objectTypeId: '0-5', recordId: '5' }],
    [`${contacts}/objects/0-1/views/all/list`, { portalId, objectTypeId: '0-1' }],
    [`${contacts}/objects/0-1/views/1234/list?query=doe`, { portalId, objectTypeId: '0-1' }],
    [`${contacts}/objects/0-3/views/all/board`, { portalId, objectTypeId: '0-3' }],
    [`${contacts}/objects/0-2`, { portalId, objectTypeId: '0-2' }],
  ])('%s', (url, context) => {
    expect(readPage(url)).toEqual(context);
    expect(pageContextSchema['~standard'].validate(readPage(url))).toEqual({ typed: true, value: context });
  });

  test.each([
    contacts,
    `${contacts}/`,
    `${contacts}/lists`,
    `${contacts}/tasks/list/view/all/`,
    `${contacts}/record/0-1`,
    `${contacts}/record/0-1/new`,
    `${contacts}/record/contact/7`,
    `${contacts}/contact/7x`,
    `${contacts}/constructor/5`,
    `${contacts}/objectLists/all`,
  ])('no object, but Contacts: %s', (url) => {
    expect(readPage(url)).toBe('otherContactsPage');
    expect(contextOf(readPage(url))).toBeNull();
  });

  test.each([
    'https://app.hubspot.com/',
    'https://app.hubspot.com/contacts',
    'https://app.hubspot.com/contacts/',
    'https://app.hubspot.com/contacts/abc/record/0-1/5',
    `https://app.hubspot.com/contacts/${portalId}x/record/0-1/5`,
    `https://app.hubspot.com/reports-dashboard/${portalId}`,
    `https://app.hubspot.com/live-messages/${portalId}/inbox`,
    `https://app.hubspot.com/login?next=/contacts/${portalId}`,
    `https://app.hubspot.com/oauth/authorize#/contacts/${portalId}`,
    `https://app.hubspot.com/user/contacts/${portalId}/record/0-1/5`,
    'about:blank',
  ])('not Contacts: %s', (url) => {
    expect(readPage(url)).toBeNull();
    expect(contextOf(readPage(url))).toBeNull();
  });
});
