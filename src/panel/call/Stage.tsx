import type { ReactNode } from 'react';
import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { Avatar } from './Avatar.tsx';
import { contactOf, nameOf } from './callWords.ts';
import styles from './Stage.module.css';

/** The ground of a call that is up: who it is with, and what can be done with it. */
export function Stage({
  call,
  log,
  label,
  above,
  compact = false,
  calling = false,
  filling = false,
  children,
}: {
  readonly call: CallRecord;
  readonly log: LogEntry | undefined;
  /** The region's name, which the person's name or number ends. */
  readonly label: string;
  readonly above?: ReactNode;
  /** Without the picture, to make room. */
  readonly compact?: boolean;
  /** Rings go out from the picture while nobody has answered. */
  readonly calling?: boolean;
  readonly filling?: boolean;
  readonly children: ReactNode;
}) {
  const name = nameOf(call, log);
  const contact = contactOf(call, log);
  const second = [contact?.company, call.remoteNumber !== name && call.remoteNumber].filter(Boolean);
  // What the far end calls itself is hearsay, and marked as such.
  const claimed = !contact && call.remoteName && call.remoteName !== name ? call.remoteName : undefined;
  return (
    <section
      className={filling ? `${styles.stage} ${styles.filling}` : styles.stage}
      aria-label={`${label} ${name}`}
    >
      {above}
      {!compact && (
        <div className={calling ? `${styles.picture} ${styles.calling}` : styles.picture}>
          <Avatar name={contact ? name : ''} large />
        </div>
      )}
      <h2 className={styles.name}>{name}</h2>
      {second.length > 0 && <p className={styles.second}>{second.join(' · ')}</p>}
      {claimed && <p className={styles.second}>Calls itself “{claimed}”</p>}
      {!log?.contact && call.match.state === 'several' && (
        <p className={styles.second}>{call.match.contacts.map((one) => one.name).join(' or ')}</p>
      )}
      {!contact && call.match.state === 'none' && <p className={styles.second}>No contact has this number</p>}
      {children}
    </section>
  );
}
