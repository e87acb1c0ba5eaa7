import type { CallRecord } from '../../calls/callRecord.ts';
import { usePanel } from '../store.ts';
import { CallNotes } from './CallNotes.tsx';
import styles from './CallPage.module.css';
import { EndedCall } from './EndedCall.tsx';
import { IncomingCall } from './IncomingCall.tsx';
import { LiveCall } from './LiveCall.tsx';

/** One call from its first ring to its log. `alone`: it has the whole panel. */
export function CallPage({ call, alone }: { readonly call: CallRecord; readonly alone: boolean }) {
  const log = usePanel((state) => state.background?.logs.find(({ callId }) => callId === call.id));
  const ended = call.phase === 'ended';
  const offered = call.direction === 'inbound' && !ended && call.answeredAt === undefined;
  return (
    <article className={alone ? `${styles.page} ${styles.alone}` : styles.page}>
      {offered ? (
        <IncomingCall call={call} log={log} />
      ) : ended ? (
        <EndedCall call={call} log={log} />
      ) : (
        <LiveCall call={call} log={log} />
      )}
      {!offered && <CallNotes call={call} log={log} />}
    </article>
  );
}
