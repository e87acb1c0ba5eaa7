import type { Registration } from '../messaging/snapshots.ts';
import { type Problem, ProblemError, problem } from '../problems/problem.ts';
import type { RegistrationEvent, SipAccount, SipEngine, SipListeners } from './sipPort.ts';

/** How long a person waits for the first registration before being told, in ms. */
const firstRegistrationMs = 10_000;

export interface RegistrationKeeper {
  snapshot(): Registration;
  /** Fulfilled once registered; @throws ProblemError, and then nothing is tried any more. */
  logIn(account: SipAccount): Promise<void>;
  logOut(): void;
  /** A call ended: an account that the server refused meanwhile can go now. */
  callEnded(): void;
}

/**
 * The agent's registration. The first one has to succeed while the agent watches; from then on it is kept up through lost
 * connections and restarts of the server, until the agent logs out or the server refuses the credentials. Calls outlive that refusal.
 * @param inCall whether a call is up that stopping the engine would end
 */
export function createRegistration(
  engine: SipEngine,
  listeners: Omit<SipListeners, 'onRegistration'>,
  inCall: () => boolean,
  onChange: () => void,
): RegistrationKeeper {
  let registration: Registration = { state: 'loggedOut' };
  /** Ends the attempt or the kept registration that is current, without a word to the engine. */
  let forget = () => {};
  let stopAfterCall = false;

  const change = (to: Registration) => {
    registration = to;
    onChange();
  };

  function logIn(account: SipAccount): Promise<void> {
    forget();
    stopAfterCall = false;
    const { username } = account;
    return new Promise((resolve, reject) => {
      let current = true;
      let first = true;
      let lastProblem: Problem = problem('voiceServerUnreachable');
      const timer = setTimeout(() => refuse(lastProblem), firstRegistrationMs);

      forget = () => {
        current = false;
        clearTimeout(timer);
        // Settled already where it was more than an attempt.
        reject(new ProblemError('notLoggedIn'));
      };

      function giveUp(why: Problem): void {
        forget();
        stopAfterCall = inCall();
        if (!stopAfterCall) engine.stop();
        change({ state: 'failed', username, problem: why });
      }

      function refuse(why: Problem): void {
        reject(new ProblemError(why));
        giveUp(why);
      }

      function onRegistration(event: RegistrationEvent): void {
        if (!current) return;
        switch (event.type) {
          case 'registered':
            first = false;
            clearTimeout(timer);
            change({ state: 'registered', username });
            resolve();
            break;
          case 'registrationFailed':
            lastProblem = event.problem;
            if (event.final || (first && event.problem.code === 'registrationRefused')) refuse(event.problem);
            else if (!first) change({ state: 'connecting', username, problem: event.problem });
            break;
          case 'connectionLost':
            // The first try tells at once that nobody is there; a kept registration goes on trying.
            if (first) refuse(lastProblem);
            else change({ state: 'connecting', username, problem: problem('voiceServerLost') });
            break;
          case 'connecting':
            if (registration.state === 'registered') change({ state: 'connecting', username });
            break;
        }
      }

      change({ state: 'connecting', username });
      engine.start(account, { ...listeners, onRegistration });
    });
  }

  return {
    snapshot: () => registration,
    logIn,
    logOut: () => {
      forget();
      stopAfterCall = false;
      engine.stop();
      change({ state: 'loggedOut' });
    },
    callEnded: () => {
      if (!stopAfterCall || inCall()) return;
      stopAfterCall = false;
      engine.stop();
    },
  };
}
