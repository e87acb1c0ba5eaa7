/** Object types of the sandbox's CRM, by the names HubSpot's paths use. */
export type ObjectType = 'contacts' | 'companies' | 'deals' | 'tickets' | 'calls';

/** Property values as HubSpot stores and sends them: strings, or null for a cleared value. */
export type Properties = Record<string, string | null>;

/** One state of a record; the search index sees older states for a while (index lag). */
export interface RecordVersion {
  properties: Properties;
  archived: boolean;
  /** Unix ms. */
  writtenAt: number;
}

/** A CRM record with the states the index may still be showing, oldest first; the last is the current one. */
export interface CrmRecord {
  id: string;
  portalId: number;
  type: ObjectType;
  /** Unix ms. */
  createdAt: number;
  versions: [RecordVersion, ...RecordVersion[]];
}

/** A HubSpot account. */
export interface Portal {
  id: number;
  name: string;
  domain: string;
  timeZone: string;
  utcOffset: string;
  utcOffsetMilliseconds: number;
  uiDomain: string;
  dataHostingLocation: string;
  /** Scopes that this account's products cover; optional scopes outside are dropped at consent. */
  availableScopes: readonly string[];
}

/** A person who signs in to HubSpot. */
export interface HubSpotUser {
  /** Short name used by `/login?user=` and in tests. */
  key: string;
  id: number;
  email: string;
  firstName: string;
  lastName: string;
  role: string;
  portalIds: readonly number[];
  /** May connect apps: Super Admin, or App Marketplace Access (docs/facts/hubspot.md, section 1). */
  mayConnectApps: boolean;
}

/** Who records are assigned to; one for each user and account. */
export interface Owner {
  id: string;
  portalId: number;
  userId: number;
  email: string;
  firstName: string;
  lastName: string;
  archived: boolean;
  createdAt: number;
}

/** Time source; tests move it forward instead of waiting. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  advance(milliseconds: number): void;
}

/** The machine's clock plus what `advance` added. */
export function systemClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}

/** Current state of a record. */
export function currentVersion(record: CrmRecord): RecordVersion {
  return record.versions.at(-1) ?? record.versions[0];
}
