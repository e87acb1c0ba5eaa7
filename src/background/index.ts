import { browser } from '../browserApi/index.ts';
import { databaseHandle } from '../calls/database.ts';
import { type JournalReader, journalReader } from '../calls/journal.ts';
import { type LogStore, logStore } from '../calls/logStore.ts';
import { createOutbox, type Outbox } from '../calls/outbox.ts';
import { ownAppTokenSource } from '../hubspot/authorization.ts';
import { listenerFor, requesterOf, type Sender } from '../messaging/channel.ts';
import { backgroundSnapshotChanged } from '../messaging/ports.ts';
import { backgroundRequests, contentMayRequest, phoneRequests } from '../messaging/requests.ts';
import { isContentScript, isExtensionPage } from '../messaging/senders.ts';
import { snapshotPublisher } from '../messaging/snapshotPublisher.ts';
import type { BackgroundSnapshot } from '../messaging/snapshots.ts';
import { ProblemError } from '../problems/problem.ts';
import { settingsSchema, settingsView } from '../settings/settings.ts';
import { callsToShow } from './callsToShow.ts';
import { connectionStore } from './connectionStore.ts';
import { createConnections } from './connections.ts';
import { openConsent } from './consentWindow.ts';
import { hubspotLogWriter } from './logWriter.ts';
import { startPhone } from './phoneHost.ts';
import { phoneConfiguration, requestHandlers } from './requestHandlers.ts';
import { stored } from './stored.ts';
import { openPanelIn, openPanelInView } from './tabs.ts';
import { wakeUps } from './wakeUps.ts';

// Open to content scripts until this runs, at every start: HubSpot's pages must never be near a token.
const closed = Promise.all([
  chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }),
  chrome.storage.session.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }),
]);

const { id } = browser.runtime;
const { origin } = self.location;
const redirectUri = browser.identity.getRedirectURL('hubspot');

const settings = stored(browser.storage.local, 'settings', settingsSchema, {
  region: 'US',
  panelSeen: false,
});
const store = connectionStore(browser.storage.local, browser.storage.session);
const connections = createConnections({
  settings,
  store,
  tokenSource: async () => {
    const { hubspotApp } = await settings.get();
    if (!hubspotApp) throw new ProblemError('hubspotAppMissing');
    return ownAppTokenSource({ ...hubspotApp, fetch: self.fetch.bind(self) });
  },
  openConsent: (url) => openConsent((details) => browser.identity.launchWebAuthFlow(details), url),
  redirectUri,
  fetch: self.fetch.bind(self),
  now: Date.now,
  onChange: changed,
});

interface CallBooks {
  readonly journal: JournalReader;
  readonly logs: LogStore;
  readonly outbox: Outbox;
}
const books: Promise<CallBooks> = openBooks();

async function openBooks(): Promise<CallBooks> {
  await closed;
  const database = databaseHandle();
  const journal = journalReader(database);
  const logs = logStore(database);
  const outbox = createOutbox({
    journal,
    store: logs,
    writer: hubspotLogWriter(
      connections,
      async () => (await settings.get()).region,
      (portalId, ownerId) => store.change(portalId, { ownerId }),
    ),
    now: Date.now,
    random: Math.random,
    wakeAt,
    onChange: () => views.changed(),
  });
  return { journal, logs, outbox };
}

const { wakeAt } = wakeUps(() => void sweep());

/** Takes what an earlier worker or phone left: calls without a log, calls that a dead phone left open, logs that are due. */
async function sweep(): Promise<void> {
  const { journal, outbox } = await books;
  if ((await journal.newest(20)).some(({ phase }) => phase !== 'ended')) await startPhone();
  await outbox.reconcile();
}
void sweep();

const views = snapshotPublisher(snapshot, (current) => {
  // Rejected when no view is open.
  browser.runtime.sendMessage({ event: backgroundSnapshotChanged, snapshot: current }).catch(() => {});
});
// Views in other tabs still show what a worker that died was doing.
views.changed();
const phone = requesterOf('phone', phoneRequests, (message) => browser.runtime.sendMessage(message));

async function snapshot(): Promise<BackgroundSnapshot> {
  const { journal, logs } = await books;
  return {
    connection: await connections.snapshot(),
    settings: settingsView(await settings.get()),
    ...(await callsToShow(journal, logs)),
  };
}

/** Settings or connection changed. */
function changed(): void {
  views.changed();
  // A phone that does not run asks for its configuration when it starts.
  void phoneConfiguration(settings, connections).then((configuration) =>
    phone('configure', configuration).catch(() => {}),
  );
}

const handlers = books.then(({ journal, outbox }) =>
  requestHandlers({
    settings,
    connections,
    outbox,
    journal,
    redirectUri,
    now: Date.now,
    snapshot,
    startPhone,
    openPanelInView,
    openPage: async (path) => {
      await browser.tabs.create({ url: browser.runtime.getURL(path) });
    },
    openOptions: () => browser.runtime.openOptionsPage(),
    onChange: changed,
  }),
);

const fromExtension = (sender: Sender) => isExtensionPage(sender, id, origin);
const mayRequest = (request: string, sender: Sender) =>
  fromExtension(sender) || (isContentScript(sender, id, origin) && contentMayRequest.has(request));

browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => {
  // Not ours, not answered: the others listen too.
  if ((message as { to?: unknown } | null)?.to !== 'background') return undefined;
  return handlers.then((ready) =>
    listenerFor('background', backgroundRequests, ready, mayRequest)(message, sender),
  );
});

browser.action.onClicked.addListener((tab) => {
  void (async () => {
    if (tab.id === undefined || !(await openPanelIn(tab.id))) await browser.runtime.openOptionsPage();
  })();
});

// A browser that was killed during a call: the phone's start closes it, and its log follows.
browser.runtime.onStartup.addListener(() => void startPhone());
browser.runtime.onInstalled.addListener(() => void startPhone());
