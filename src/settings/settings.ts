import * as v from 'valibot';

export const productSchema = v.picklist(['work', 'contactCenter', 'sip']);
export type Product = v.InferOutput<typeof productSchema>;

/** Names as 8x8's set-up uses them (S1-17), and ours for everybody else's service. */
export const productNames: Readonly<Record<Product, string>> = {
  work: '8x8 Work',
  contactCenter: 'Virtual Contact Center',
  sip: 'Other SIP provider',
};

const text = v.pipe(v.string(), v.maxLength(500));

/** Everything that is kept for a browser user, secrets included. Owner: background. */
export const settingsSchema = v.object({
  /** When the agreement box was ticked, ms since the epoch (S1-15). */
  agreedAt: v.optional(v.number()),
  product: v.optional(productSchema),
  /** `vcc-na12.8x8.com`; only for the Contact Center (S1-19). */
  contactCenterDomain: v.optional(text),
  /** Secret. Needed for recording addresses only (S1-20). */
  dataRequestToken: v.optional(text),
  /** `wss://host/path`. */
  websocketServer: v.optional(text),
  sipDomain: v.optional(text),
  /** ISO 3166 region in which national numbers are read. */
  region: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)), 'US'),
  /** The organisation's own HubSpot app. */
  hubspotApp: v.optional(v.object({ clientId: text, clientSecret: text })),
  /** The HubSpot account that was chosen, where more than one is known (S1-14). */
  portalId: v.optional(v.number()),
  /** The panel has been seen: it no longer opens by itself (S1-12). */
  panelSeen: v.optional(v.boolean(), false),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** What the views get: no secret, only whether there is one. */
export const settingsViewSchema = v.object({
  agreed: v.boolean(),
  product: v.optional(productSchema),
  contactCenterDomain: v.string(),
  hasDataRequestToken: v.boolean(),
  websocketServer: v.string(),
  sipDomain: v.string(),
  region: v.string(),
  hubspotClientId: v.string(),
  hasHubSpotClientSecret: v.boolean(),
});
export type SettingsView = v.InferOutput<typeof settingsViewSchema>;

export function settingsView(settings: Settings): SettingsView {
  return {
    agreed: settings.agreedAt !== undefined,
    ...(settings.product && { product: settings.product }),
    contactCenterDomain: settings.contactCenterDomain ?? '',
    hasDataRequestToken: Boolean(settings.dataRequestToken),
    websocketServer: settings.websocketServer ?? '',
    sipDomain: settings.sipDomain ?? '',
    region: settings.region,
    hubspotClientId: settings.hubspotApp?.clientId ?? '',
    hasHubSpotClientSecret: Boolean(settings.hubspotApp?.clientSecret),
  };
}
