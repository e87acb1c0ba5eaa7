import type { JournalReader } from '../calls/journal.ts';
import type { Outbox } from '../calls/outbox.ts';
import { readContact, searchContacts } from '../hubspot/contacts.ts';
import type { HubSpotHttp } from '../hubspot/http.ts';
import { matchNumber } from '../hubspot/match.ts';
import { readOutcomes } from '../hubspot/outcomes.ts';
import type { Handlers } from '../messaging/channel.ts';
import type { backgroundRequests, PhoneConfiguration } from '../messaging/requests.ts';
import type { BackgroundSnapshot } from '../messaging/snapshots.ts';
import { ProblemError } from '../problems/problem.ts';
import { checkAdvancedForm, checkHubSpotAppForm } from '../settings/forms.ts';
import type { Settings } from '../settings/settings.ts';
import type { Connections } from './connections.ts';
import type { Stored } from './stored.ts';

export interface RequestHandlerParts {
  readonly settings: Stored<Settings>;
  readonly connections: Connections;
  readonly outbox: Outbox;
  readonly journal: JournalReader;
  readonly redirectUri: string;
  readonly now: () => number;
  readonly snapshot: () => Promise<BackgroundSnapshot>;
  readonly startPhone: () => Promise<void>;
  readonly openPanelInView: () => Promise<void>;
  readonly openPage: (path: string) => Promise<void>;
  readonly openOptions: () => Promise<void>;
  /** Settings or connection changed: views and phone have to hear. */
  readonly onChange: () => void;
}

/** Everything that the other parts may ask of the background. */
export function requestHandlers(parts: RequestHandlerParts): Handlers<typeof backgroundRequests> {
  const { settings, connections, outbox } = parts;

  async function activeHttp(): Promise<HubSpotHttp> {
    const portalId = await connections.activePortalId();
    if (portalId === undefined) throw new ProblemError('hubspotNotConnected');
    return connections.http(portalId);
  }
  const region = async () => ({ region: (await settings.get()).region });

  async function save(change: (current: Settings) => Settings) {
    await settings.update(change);
    parts.onChange();
    return { problems: {} };
  }

  return {
    snapshot: parts.snapshot,
    startPhone: parts.startPhone,
    connectHubSpot: async ({ agreed, another }) => {
      const { agreedAt } = await settings.get();
      if (agreedAt === undefined) {
        if (!agreed) throw new ProblemError('agreementMissing');
        await settings.update((current) => ({ ...current, agreedAt: parts.now() }));
      }
      await connections.connect({ another });
      void outbox.connectionRestored();
    },
    disconnectHubSpot: () => connections.disconnect(),
    chooseAccount: async ({ portalId }) => {
      await connections.choose(portalId);
      void outbox.connectionRestored();
    },
    saveAdvanced: async (form) => {
      const checked = checkAdvancedForm(form, await settings.get());
      return checked.ok
        ? save((current) => ({ ...current, ...checked.value }))
        : { problems: { ...checked.problems } };
    },
    saveHubSpotApp: async (form) => {
      const checked = checkHubSpotAppForm(form, await settings.get());
      if (!checked.ok) return { problems: { ...checked.problems } };
      const saved = await save((current) => ({ ...current, hubspotApp: checked.value }));
      // Logs may wait because the app was missing or refused.
      void outbox.connectionRestored();
      return saved;
    },
    redirectUrl: () => ({ url: parts.redirectUri }),
    searchContacts: async ({ text, portalId }) => {
      const http = portalId === undefined ? await activeHttp() : await connections.http(portalId);
      return searchContacts(http, text, await region());
    },
    readContact: async ({ portalId, contactId }) =>
      readContact(await connections.http(portalId), contactId, await region()),
    readOutcomes: async () => readOutcomes(await activeHttp()),
    annotateLog: ({ callId, annotation }) => outbox.annotate(callId, annotation),
    chooseLogContact: ({ callId, contact }) => outbox.chooseContact(callId, contact),
    retryLog: ({ callId }) => outbox.retry(callId),
    openOptions: parts.openOptions,
    openMicrophonePage: () => parts.openPage('src/options/microphone.html'),
    panelSeen: async () => {
      await settings.update((current) => ({ ...current, panelSeen: true }));
    },
    phoneConfiguration: () => phoneConfiguration(settings, connections),
    matchNumber: async ({ number }) => matchNumber(await activeHttp(), number, await region()),
    callOffered: () => parts.openPanelInView(),
    callRecordChanged: ({ callId }) => outbox.accept(callId),
    pageStarted: async () => {
      const { panelSeen } = await settings.get();
      const inCall = (await parts.journal.newest(5)).some(({ phase }) => phase !== 'ended');
      return { openPanel: !panelSeen || inCall };
    },
  };
}

/** What the phone needs to know. */
export async function phoneConfiguration(
  settings: Stored<Settings>,
  connections: Connections,
): Promise<PhoneConfiguration> {
  const { product, websocketServer, sipDomain, region } = await settings.get();
  const portalId = await connections.activePortalId();
  return {
    region,
    ...(product && { product }),
    ...(websocketServer && { websocketServer }),
    ...(sipDomain && { sipDomain }),
    ...(portalId !== undefined && { portalId }),
  };
}
