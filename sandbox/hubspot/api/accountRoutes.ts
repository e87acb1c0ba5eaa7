import { Hono } from 'hono';
import type { Owner } from '../crm/model.ts';
import { callDispositions } from '../crm/properties.ts';
import type { World } from '../world.ts';
import { requireScope } from './bearer.ts';
import { type ApiEnv, pageParameters } from './env.ts';
import { notFound, validationError } from './errors.ts';

/** `/account-info/{version}/details`; needs only the scope `oauth`. */
export function accountInfo(world: World): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>({ strict: false });
  routes.get('/details', (c) => {
    const token = c.get('token');
    requireScope(token, 'oauth');
    const portal = world.portals.find(({ id }) => id === token.portalId);
    if (!portal) throw notFound();
    return c.json({
      portalId: portal.id,
      accountType: 'STANDARD',
      timeZone: portal.timeZone,
      companyCurrency: 'USD',
      additionalCurrencies: [],
      utcOffset: portal.utcOffset,
      utcOffsetMilliseconds: portal.utcOffsetMilliseconds,
      uiDomain: portal.uiDomain,
      dataHostingLocation: portal.dataHostingLocation,
    });
  });
  return routes;
}

/** `/crm/owners/{version}`: owners of the account; by owner id, or by user id with `idProperty=userId`. */
export function ownerRoutes(world: World): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>({ strict: false });
  const inAccount = (portalId: number) => world.owners.filter((owner) => owner.portalId === portalId);
  routes.get('/', (c) => {
    const token = c.get('token');
    requireScope(token, 'crm.objects.owners.read');
    const { limit, after } = pageParameters(c, 100, 500);
    const archived = c.req.query('archived') === 'true';
    const email = c.req.query('email')?.toLowerCase();
    const wanted = inAccount(token.portalId)
      .filter(
        (owner) =>
          owner.archived === archived && (email === undefined || owner.email.toLowerCase() === email),
      )
      .sort((left, right) => Number(left.id) - Number(right.id))
      .filter(({ id }) => Number(id) > Number(after ?? 0));
    const results = wanted.slice(0, limit).map(ownerBody);
    return c.json({
      results,
      ...(wanted.length > limit ? { paging: { next: { after: results.at(-1)?.id } } } : {}),
    });
  });
  routes.get('/:id', (c) => {
    const token = c.get('token');
    requireScope(token, 'crm.objects.owners.read');
    const idProperty = c.req.query('idProperty') ?? 'id';
    if (idProperty !== 'id' && idProperty !== 'userId')
      throw validationError(`Invalid idProperty: ${idProperty}`);
    const archived = c.req.query('archived') === 'true';
    const found = inAccount(token.portalId).find(
      (owner) =>
        owner.archived === archived &&
        String(idProperty === 'id' ? owner.id : owner.userId) === c.req.param('id'),
    );
    if (!found) throw notFound();
    return c.json(ownerBody(found));
  });
  return routes;
}

function ownerBody(owner: Owner) {
  const at = new Date(owner.createdAt).toISOString();
  return {
    id: owner.id,
    email: owner.email,
    type: 'PERSON',
    firstName: owner.firstName,
    lastName: owner.lastName,
    ...(owner.archived
      ? { userIdIncludingInactive: owner.userId }
      : { userId: owner.userId, userIdIncludingInactive: owner.userId }),
    createdAt: at,
    updatedAt: at,
    archived: owner.archived,
  };
}

/** The property definition that lists the account's call outcomes. */
export function dispositionProperty() {
  return {
    name: 'hs_call_disposition',
    label: 'Call outcome',
    type: 'enumeration',
    fieldType: 'select',
    groupName: 'call',
    options: callDispositions.map(({ label, value }, displayOrder) => ({
      label,
      value,
      displayOrder,
      hidden: false,
    })),
    displayOrder: -1,
    calculated: false,
    externalOptions: false,
    hasUniqueValue: false,
    hidden: false,
    hubspotDefined: true,
    formField: false,
  };
}
