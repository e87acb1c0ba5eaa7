import { globalAgent } from 'node:https';
import { AssociationTypes, Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tlsIdentity } from '../tls.ts';
import { type HubSpotSandbox, startHubSpot } from './index.ts';
import { knownContacts } from './knownContacts.ts';
import { connectAs } from './testing/connect.ts';
import { testExtensionId } from './testing/testHubSpot.ts';

/** HubSpot's own library, as an independent judge of paths, bodies and errors. */
describe("HubSpot's own client library against the sandbox", () => {
  let hubspot: HubSpotSandbox;
  let client: Client;
  let code: string;

  beforeAll(async () => {
    const tls = await tlsIdentity();
    hubspot = await startHubSpot({ extensionId: testExtensionId, tls });
    hubspot.control.setIndexLag(0);
    // The library passes its `httpAgent` option on only with per-call options, so the process's own agent gets the certificate.
    globalAgent.options.ca = tls.cert;
    client = new Client({ basePath: `https://127.0.0.1:${hubspot.port}` });
    code = await connectAs(hubspot, tls.cert);
  });

  afterAll(async () => {
    delete globalAgent.options.ca;
    await hubspot.close();
  });

  test('exchanges a code, refreshes, and uses the fresh token', async () => {
    const { clientId, clientSecret, redirectUri } = hubspot.app;
    const tokens = await client.oauth.tokensApi.create(
      'authorization_code',
      code,
      redirectUri,
      clientId,
      clientSecret,
    );
    expect(tokens.expiresIn).toBe(1800);
    expect(tokens.accessToken.length).toBeGreaterThanOrEqual(300);
    const fresh = await client.oauth.tokensApi.create(
      'refresh_token',
      undefined,
      undefined,
      clientId,
      clientSecret,
      tokens.refreshToken,
    );
    expect(fresh.accessToken).not.toBe(tokens.accessToken);
    client.setAccessToken(fresh.accessToken);
    const about = await client.oauth.accessTokensApi.get(fresh.accessToken);
    expect(about.hubId).toBe(hubspot.portalId);
    expect(about.scopes).toContain('crm.objects.contacts.read');
  });

  test('reads, finds and creates contacts', async () => {
    const ada = await client.crm.contacts.basicApi.getById(knownContacts.adaBrandt.id, [
      'firstname',
      'phone',
    ]);
    expect(ada.properties.phone).toBe(knownContacts.adaBrandt.phone);
    const created = await client.crm.contacts.basicApi.create({
      properties: { firstname: 'Ines', lastname: 'Costa', phone: '+351 913 222 111' },
      associations: [],
    });
    const found = await client.crm.contacts.searchApi.doSearch({
      filterGroups: [
        {
          filters: [
            {
              propertyName: 'hs_searchable_calculated_phone_number',
              operator: 'EQ' as never,
              value: '913222111',
            },
          ],
        },
      ],
      properties: ['lastname'],
      limit: 5,
    });
    expect(found.results.map(({ id }) => id)).toEqual([created.id]);
  });

  test('logs a call on a contact and reads it back with its association', async () => {
    const owners = await client.crm.owners.ownersApi.getPage();
    expect(owners.results.map(({ firstName }) => firstName)).toContain('Nina');
    const call = await client.crm.objects.calls.basicApi.create({
      properties: {
        hs_timestamp: String(Date.now()),
        hs_call_direction: 'OUTBOUND',
        hs_call_status: 'COMPLETED',
        hs_call_duration: '61000',
        hubspot_owner_id: owners.results[0]?.id ?? '',
        hs_call_external_id: 'library-1',
      },
      associations: [
        {
          to: { id: knownContacts.adaBrandt.id },
          types: [
            {
              associationCategory: 'HUBSPOT_DEFINED' as never,
              associationTypeId: AssociationTypes.callToContact,
            },
          ],
        },
      ],
    });
    const read = await client.crm.objects.calls.basicApi.getById(call.id, ['hs_call_duration'], undefined, [
      'contacts',
    ]);
    expect(read.properties.hs_call_duration).toBe('61000');
    expect(read.associations?.contacts?.results.map(({ id }) => id)).toEqual([knownContacts.adaBrandt.id]);
    const found = await client.crm.objects.calls.searchApi.doSearch({
      filterGroups: [
        { filters: [{ propertyName: 'hs_call_external_id', operator: 'EQ' as never, value: 'library-1' }] },
      ],
    });
    expect(found.results).toHaveLength(1);
    expect(hubspot.calls()[0]?.associations.contacts).toEqual([knownContacts.adaBrandt.id]);
  });

  test('reports errors in the shape that the library knows', async () => {
    const wrong = client.crm.objects.calls.basicApi.create({
      properties: { hs_call_title: 'x' },
      associations: [],
    });
    await expect(wrong).rejects.toMatchObject({ code: 400, body: { category: 'VALIDATION_ERROR' } });
    hubspot.control.expireAccessTokens();
    const expired = client.crm.contacts.basicApi.getById(knownContacts.adaBrandt.id);
    await expect(expired).rejects.toMatchObject({ code: 401, body: { category: 'EXPIRED_AUTHENTICATION' } });
  });
});
