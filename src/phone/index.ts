import { browser } from '../browserApi/index.ts';
import { databaseHandle } from '../calls/database.ts';
import { journal } from '../calls/journal.ts';
import { type Handlers, listenerFor, requesterOf, type Sender } from '../messaging/channel.ts';
import { phoneSnapshotPort } from '../messaging/ports.ts';
import { backgroundRequests, phoneRequests } from '../messaging/requests.ts';
import { isExtensionPage } from '../messaging/senders.ts';
import { snapshotPublisher } from '../messaging/snapshotPublisher.ts';
import { jssipEngine } from './jssipEngine.ts';
import { legMedia } from './legMedia.ts';
import { watchMicrophone } from './microphone.ts';
import { createPhone, type Phone } from './phone.ts';
import { webAudioSounds } from './sounds.ts';

const { id } = browser.runtime;
const { origin } = location;
const fromExtension = (sender: Sender) => isExtensionPage(sender, id, origin);

const background = requesterOf('background', backgroundRequests, (message) =>
  browser.runtime.sendMessage(message),
);

// Requests may arrive before the database is open; they wait for it.
const phoneReady: Promise<Phone> = openPhone();

async function openPhone(): Promise<Phone> {
  const phone = createPhone({
    engine: jssipEngine(legMedia),
    journal: journal(databaseHandle()),
    background: {
      phoneConfiguration: () => background('phoneConfiguration'),
      matchNumber: (number) => background('matchNumber', { number }),
      callOffered: (callId) => background('callOffered', { callId }),
      callRecordChanged: (callId) => background('callRecordChanged', { callId }),
    },
    sounds: webAudioSounds(),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onChange: () => views.changed(),
  });
  await phone.start();
  return phone;
}

const ports = new Set<{ postMessage(message: unknown): void }>();
const views = snapshotPublisher(
  async () => (await phoneReady).snapshot(),
  (snapshot) => {
    for (const port of ports) port.postMessage(snapshot);
  },
);
const lookAtMicrophone = watchMicrophone(async (microphone) =>
  (await phoneReady).microphoneChanged(microphone),
);
void lookAtMicrophone();

const handlers: Handlers<typeof phoneRequests> = {
  configure: async (configuration) => (await phoneReady).configure(configuration),
  logIn: async ({ username, password }) => (await phoneReady).logIn(username, password),
  logOut: async () => (await phoneReady).logOut(),
  call: async ({ number, contact }) => ({ callId: await (await phoneReady).call(number, contact) }),
  answer: async ({ callId }) => (await phoneReady).answer(callId),
  decline: async ({ callId }) => (await phoneReady).decline(callId),
  hangUp: async ({ callId }) => (await phoneReady).hangUp(callId),
  setMuted: async ({ callId, muted }) => (await phoneReady).setMuted(callId, muted),
  setOnHold: async ({ callId, onHold }) => (await phoneReady).setOnHold(callId, onHold),
  sendTones: async ({ callId, tones }) => (await phoneReady).sendTones(callId, tones),
  putAway: async ({ callId }) => (await phoneReady).putAway(callId),
  checkMicrophone: lookAtMicrophone,
};
const listener = listenerFor('phone', phoneRequests, handlers, (_, sender) => fromExtension(sender));
browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => listener(message, sender));

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== phoneSnapshotPort || !port.sender || !fromExtension(port.sender)) return;
  ports.add(port);
  port.onDisconnect.addListener(() => ports.delete(port));
  views.changed();
});
