import type { Heard } from './hearing.ts';
import type { PhoneSnapshot } from './phone.ts';
import type { PageSettings } from './settings.ts';

const STATUS: Readonly<Record<PhoneSnapshot['state'], string>> = {
  offline: 'Connecting',
  idle: 'Ready',
  ringing: 'Incoming call',
  calling: 'Calling',
  talking: 'In call',
};

/** What JsSIP names the end of a call, in words for a person. */
const ENDINGS: Readonly<Record<string, string>> = {
  Terminated: 'Call ended',
  Canceled: 'Call cancelled',
  Rejected: 'Call declined',
  Busy: 'The line is busy',
  Unavailable: 'The agent cannot be reached',
  'Not Found': 'There is no such extension',
  'No Answer': 'No answer',
  'Connection Error': 'The connection was lost',
};

type Field = 'number' | 'extension';

/** The page: shows snapshots and hands on clicks. */
export function createView(settings: PageSettings) {
  const phone = find('.phone', HTMLElement);
  const form = find('form', HTMLFormElement);
  const fields = { number: field('number'), extension: field('extension') };
  const automatic = field('auto');
  const problem = find('.problem', HTMLElement);
  const [title, subtitle, caption] = ['.title', '.subtitle', '.caption'].map((name) =>
    find(name, HTMLElement),
  );
  const [timer, initials, decibels] = ['.timer', '.initials', '.decibels'].map((name) =>
    find(name, HTMLElement),
  );
  const [status, heard, digits] = ['#status', '#heard', '#digits'].map((name) =>
    find(name, HTMLOutputElement),
  );
  const buttons = {
    answer: button('.answer'),
    decline: button('.decline'),
    hangUp: button('.hang-up'),
    call: button('.call'),
  };
  let answeredAt: number | undefined;

  fields.number.value = settings.number;
  automatic.checked = settings.auto;

  const write = (element: HTMLElement | undefined, text: string) => {
    if (element && element.textContent !== text) element.textContent = text;
  };

  return {
    waves: find('.waves', HTMLCanvasElement),
    level: find('.level', HTMLMeterElement),
    typed: () => ({ number: fields.number.value, extension: fields.extension.value.trim() }),
    isAutomatic: () => automatic.checked,
    onAnswer: (action: () => void) => buttons.answer.addEventListener('click', action),
    onHangUp(action: () => void) {
      buttons.hangUp.addEventListener('click', action);
      buttons.decline.addEventListener('click', action);
    },
    onCall(action: () => void) {
      buttons.call.addEventListener('click', action);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (!buttons.call.disabled) action();
      });
    },
    /** Says what is wrong with a field and puts the cursor there; nothing is wrong when it is undefined. */
    complain(wrong: Field | undefined, text: string) {
      for (const name of ['number', 'extension'] as const) {
        fields[name].setAttribute('aria-invalid', String(name === wrong));
      }
      write(problem, text);
      if (wrong) fields[wrong].focus();
    },
    show(snapshot: PhoneSnapshot) {
      const { state, peer, peerName, dialled, endedBecause } = snapshot;
      const isFree = state === 'idle' || state === 'offline';
      const ownName = settings.name || 'Customer';
      answeredAt = snapshot.answeredAt;
      phone.dataset.state = state;
      document.title = isFree ? `${ownName}'s phone` : `${STATUS[state]}: ${peerName || peer}`;

      write(status, STATUS[state]);
      write(caption, isFree ? "Customer's phone" : STATUS[state]);
      write(title, isFree ? ownName : peerName || describePeer(peer));
      write(subtitle, subtitleOf());
      write(initials, initialsOf(isFree ? ownName : peerName || peer));
      write(digits, snapshot.digits || 'none');
      if (state !== 'talking') write(heard, 'Nothing yet');

      form.hidden = !isFree;
      find('.heard', HTMLElement).hidden = state !== 'talking';
      if (timer) timer.hidden = state !== 'talking';
      buttons.answer.hidden = state !== 'ringing';
      buttons.decline.hidden = state !== 'ringing';
      buttons.hangUp.hidden = state !== 'calling' && state !== 'talking';
      buttons.call.hidden = !isFree;
      buttons.call.disabled = state !== 'idle';

      function subtitleOf(): string {
        if (isFree) return endedBecause ? (ENDINGS[endedBecause] ?? `Call ended: ${endedBecause}`) : '';
        const number = peerName ? describePeer(peer) : '';
        return [number, dialled && `to ${dialled}`].filter(Boolean).join(' · ');
      }
    },
    showHeard({ level, frequency }: Heard) {
      write(heard, frequency === undefined ? 'Silence' : `${Math.round(frequency)} Hz`);
      write(decibels, frequency === undefined ? '' : `${Math.round(level)} dBFS`);
    },
    /** Moves the clock and the call timer on. */
    tick() {
      const seconds = answeredAt === undefined ? 0 : Math.floor((performance.now() - answeredAt) / 1000);
      write(timer, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
      write(
        find('.clock', HTMLElement),
        new Date().toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' }),
      );
    },
  };
}

const describePeer = (peer: string): string => (/^\d{2,4}$/.test(peer) ? `Extension ${peer}` : peer);

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return words.length === 0
    ? '☎'
    : words
        .slice(0, 2)
        .map((word) => word[0]?.toUpperCase())
        .join('');
}

function find<E extends Element>(selector: string, type: abstract new () => E): E {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`the page has no ${selector}`);
  return element;
}

const button = (selector: string) => find(selector, HTMLButtonElement);
const field = (name: string) => find(`[name="${name}"]`, HTMLInputElement);
