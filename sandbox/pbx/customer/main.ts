import { createPhoneAudio } from './audio.ts';
import { listen } from './hearing.ts';
import { createMeter } from './meter.ts';
import { CustomerPhone, type PhoneSnapshot } from './phone.ts';
import { normalizeNumber, readSettings } from './settings.ts';
import { createView } from './view.ts';

const HEARING_EVERY_MS = 100;

const settings = readSettings(location.search);
const audio = createPhoneAudio(settings.tone);
const view = createView(settings);
const meter = createMeter(view.waves, view.level);
const phone = new CustomerPhone(`ws://${location.host}`, audio, onChange);
let shown: PhoneSnapshot | undefined;

function onChange(snapshot: PhoneSnapshot): void {
  const isNewCall = snapshot.state === 'ringing' && shown?.state !== 'ringing';
  shown = snapshot;
  view.show(snapshot);
  audio.ring(snapshot.state === 'ringing');
  if (snapshot.state !== 'talking') meter.clear();
  // The session is answered after it was announced in full.
  if (isNewCall && view.isAutomatic()) queueMicrotask(() => phone.answer());
}

function callAgent(): void {
  const { number, extension } = view.typed();
  const ownNumber = normalizeNumber(number);
  if (ownNumber === undefined) {
    view.complain('number', 'Enter a phone number of 5 to 15 digits, such as +12025550143.');
  } else if (!/^\d{2,6}$/.test(extension)) {
    view.complain('extension', 'Enter the extension of an agent, such as 1001.');
  } else {
    view.complain(undefined, '');
    phone.call(extension, ownNumber, settings.name);
  }
}

view.onAnswer(() => phone.answer());
view.onHangUp(() => phone.hangUp());
view.onCall(callAgent);
setInterval(() => {
  view.tick();
  if (shown?.state !== 'talking') return;
  const heard = listen(audio.ear);
  meter.add(heard.level);
  view.showHeard(heard);
}, HEARING_EVERY_MS);
addEventListener('pagehide', () => phone.stop());
phone.start();
