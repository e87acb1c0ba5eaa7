import type { Registration } from '../messaging/snapshots.ts';
import { ProblemError, problem } from '../problems/problem.ts';
import type { RegistrationEvent, SipAccount, SipEngine, SipListeners } from './sipPort.ts';

/** How long a person waits for the first registration before being told, in ms. */
const firstRegistrationMs = 10_000;

export interface RegistrationKeeper {
  snapshot(): Registration;
  /** Fulfilled once registered; @throws ProblemError, and then nothing is tried any more. */
  logIn(account: SipAccount): Promise<void>;
  logOut(): void;
}

/**
 * The agent's registration. The first one has to succeed while the agent watches; from then on it is kept up through lost
 * connections and restarts of the server, until the agent logs out or the server refuses the credentials.
 */
export function createRegistration(
  engine: SipEngine,
  listeners: Omit<SipListeners, 'onRegistration'>,
  onChange: () => void,
): RegistrationKeeper {
  let registration: Registration = { state: 'loggedOut' };

  const change = (to: Registration) => {
    registration = to;
    onChange();
  };

  function logIn(account: SipAccount): Promise<void> {
    return new Promise((resolve, reject) => {
      let first = true;
      const { username } = account;

      const giveUp = (why: ReturnType<typeof problem>) => {
        first = false;
        clearTimeout(timer);
        engine.stop();
        change({ state: 'failed', username, problem: why });
        reject(new ProblemError(why));
      };
      let unreachable = problem('voiceServerUnreachable');
      const timer = setTimeout(() => first && giveUp(unreachable), firstRegistrationMs);

      const onRegistration = (event: RegistrationEvent) => {
        switch (event.type) {
          case 'registered':
            first = false;
            clearTimeout(timer);
            change({ state: 'registered', username });
            resolve();
            break;
          case 'registrationFailed':
            if (event.final || (first && event.problem.code === 'registrationRefused')) giveUp(event.problem);
            else {
              unreachable = event.problem;
              if (!first) change({ state: 'connecting', username, problem: event.problem });
            }
            break;
          case 'connectionLost':
            // The first try tells at once that nobody is there; a kept registration goes on trying.
            if (first) giveUp(unreachable);
            else change({ state: 'connecting', username, problem: problem('voiceServerUnreachable') });
            break;
          case 'connecting':
            if (!first && registration.state === 'registered') change({ state: 'connecting', username });
            break;
        }
      };

      change({ state: 'connecting', username });
      engine.start(account, { ...listeners, onRegistration });
    });
  }

  return {
    snapshot: () => registration,
    logIn,
    logOut: () => {
      engine.stop();
      change({ state: 'loggedOut' });
    },
  };
}
