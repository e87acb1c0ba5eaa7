import { Phone } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { formatDuration } from '../duration.ts';
import { phone } from '../link/requests.ts';
import { usePanel } from '../store.ts';
import { Avatar } from './Avatar.tsx';
import { canRedial, contactOf, endingWords, nameOf, talkTimeOf } from './callWords.ts';
import styles from './EndedCall.module.css';
import { LogStatus } from './LogStatus.tsx';

/** How a call ended, and what became of its log. */
export function EndedCall({ call, log }: { readonly call: CallRecord; readonly log: LogEntry | undefined }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const notice = usePanel((state) => state.phone?.notice);
  const again = useAct();
  const contact = contactOf(call, log);
  const name = nameOf(call, log);
  const { title, detail } = endingWords(call);
  const talkTime = talkTimeOf(call);
  // The Hang up button is gone with the call; notes that are being typed keep the focus.
  useEffect(() => {
    if (document.hasFocus() && document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <section className={styles.ended} aria-label={`Call with ${name}`}>
      <div className={styles.who}>
        <Avatar name={contact ? name : ''} />
        <div className={styles.words}>
          <h2 ref={heading} tabIndex={-1} className={styles.name}>
            {name}
          </h2>
          {contact?.company && <p className={styles.second}>{contact.company}</p>}
          {call.remoteNumber !== name && <p className={styles.second}>{call.remoteNumber}</p>}
        </div>
        {canRedial(call) && (
          <IconButton
            label={`Redial ${call.remoteNumber}`}
            className={styles.redial}
            disabled={again.busy}
            onClick={() =>
              void again.run(() => phone('call', { number: call.remoteNumber, ...(contact && { contact }) }))
            }
          >
            <Phone size={17} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <ProblemNotice problem={again.problem ?? notice} />
      <div className={styles.outcome}>
        <p className={styles.title} role="status">
          {title}
          {talkTime !== undefined && <span className={styles.time}> {formatDuration(talkTime)}</span>}
        </p>
        {detail && <p className={styles.detail}>{detail}</p>}
        <LogStatus log={log} call={call} />
      </div>
    </section>
  );
}
