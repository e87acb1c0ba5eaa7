import { expect, it } from 'vitest';
import { missingScopes, requiredScopes } from './scopes.ts';

it('S1-28: asks for contacts, and for calls through the contacts scopes', () => {
  expect(requiredScopes).toEqual([
    'oauth',
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'crm.objects.owners.read',
  ]);
});

it('names what was not granted, whatever the case', () => {
  expect(missingScopes(requiredScopes)).toEqual([]);
  expect(
    missingScopes(['OAUTH', ' crm.objects.Contacts.read', 'crm.objects.owners.read', 'tickets']),
  ).toEqual(['crm.objects.contacts.write']);
  expect(missingScopes([])).toEqual(requiredScopes);
});
