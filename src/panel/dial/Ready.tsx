import { useEffect } from 'react';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { phone } from '../link/requests.ts';
import { usePanel } from '../store.ts';
import { ContactInView } from './ContactInView.tsx';
import { Dial } from './Dial.tsx';
import type { Dialled } from './dialText.ts';
import styles from './Ready.module.css';
import { RecentCalls } from './RecentCalls.tsx';

/** Places a call. @returns whether the phone took it */
export type PlaceCall = (dialled: Dialled) => Promise<boolean>;

/** Everything from which a call can be made. */
export function Ready() {
  const registration = usePanel((state) => state.phone?.registration);
  const notice = usePanel((state) => state.phone?.notice);
  const call = useAct();

  const place: PlaceCall = (dialled) => {
    if (!dialled.ok) {
      call.setProblem(dialled.problem);
      return Promise.resolve(false);
    }
    const { number, contact } = dialled;
    return call.run(() => phone('call', { number, ...(contact && { contact }) }));
  };

  // A refusal for want of a connection is over with it.
  const isRegistered = registration?.state === 'registered';
  const { setProblem } = call;
  useEffect(() => {
    if (isRegistered) setProblem((problem) => (problem?.code === 'phoneConnecting' ? undefined : problem));
  }, [isRegistered, setProblem]);

  const waiting = registration?.state === 'connecting' ? registration.problem : undefined;
  return (
    <div className={styles.ready}>
      <div className={styles.top}>
        <Dial place={place} busy={call.busy} onEdited={() => call.setProblem(undefined)} />
        <ProblemNotice problem={call.problem ?? waiting ?? notice} />
      </div>
      <ContactInView place={place} busy={call.busy} />
      <RecentCalls place={place} busy={call.busy} />
    </div>
  );
}
