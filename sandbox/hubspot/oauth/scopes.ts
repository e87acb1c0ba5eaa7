/** What consent tells the user about each scope. */
const permissionTexts: Record<string, readonly { title: string; detail: string }[]> = {
  oauth: [
    { title: 'Basic account information', detail: 'See the account and the user that connect the app.' },
  ],
  'crm.objects.contacts.read': [
    {
      title: 'View your contacts',
      detail: 'See the properties and other details of contacts, and the calls logged on them.',
    },
  ],
  'crm.objects.contacts.write': [
    {
      title: 'Manage your contacts',
      detail: 'Create, change and delete contacts and the calls logged on them.',
    },
  ],
  'crm.objects.owners.read': [
    { title: 'View your users', detail: 'See details about the users that CRM records are assigned to.' },
  ],
  'crm.objects.companies.read': [
    { title: 'View your companies', detail: 'See the properties and other details of companies.' },
  ],
  'crm.objects.deals.read': [
    { title: 'View your deals', detail: 'See the properties and other details of deals.' },
  ],
  tickets: [{ title: 'Manage your tickets', detail: 'View, create, change and delete tickets.' }],
};

/** The permissions that consent lists for a set of scopes. */
export function permissionsOf(scopes: readonly string[]): { title: string; detail: string }[] {
  return scopes.flatMap((scope) => permissionTexts[scope] ?? []);
}

/** HubSpot's scope problems (knowledge base: "Resolve a 'Request for Integration Permissions' error"). */
const scopeErrors = {
  insufficient:
    'Authorization failed because the provided scopes are insufficient. Please contact the app developer.',
  mismatch:
    "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes. Please contact the app developer.",
} as const;

/**
 * Checks an install URL's scopes against the app's: every required scope must be in `scope`, and nothing else;
 * `optional_scope` holds optional ones only.
 * @returns the error page's text, or undefined when they fit
 */
export function scopeProblem(
  app: { requiredScopes: readonly string[]; optionalScopes: readonly string[] },
  scope: readonly string[],
  optionalScope: readonly string[],
): string | undefined {
  if (app.requiredScopes.some((required) => !scope.includes(required))) return scopeErrors.insufficient;
  const undeclared =
    scope.some((name) => !app.requiredScopes.includes(name)) ||
    optionalScope.some((name) => !app.optionalScopes.includes(name));
  return undeclared ? scopeErrors.mismatch : undefined;
}

/** The names in a space separated scope parameter. */
export function splitScopes(parameter: string | undefined): string[] {
  return (parameter ?? '').split(' ').filter((name) => name !== '');
}
