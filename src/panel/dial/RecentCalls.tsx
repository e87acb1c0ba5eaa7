import { History, Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { IconButton } from '../../ui/Button.tsx';
import { canRedial, contactOf } from '../call/callWords.ts';
import { LogStatus } from '../call/LogStatus.tsx';
import { formatDuration, formatWhen } from '../duration.ts';
import { useBackground } from '../store.ts';
import type { PlaceCall } from './Ready.tsx';
import styles from './RecentCalls.module.css';
import { type RecentCall, recentCallsOf } from './recentCalls.ts';

/** The last calls, each with what became of its log. */
export function RecentCalls({ place, busy }: { readonly place: PlaceCall; readonly busy: boolean }) {
  const logs = useBackground((known) => known.logs);
  const calls = useBackground((known) => known.recentCalls);
  const recent = recentCallsOf(calls, logs);
  return (
    <section className={styles.recent} aria-labelledby="recent-calls">
      <h2 id="recent-calls" className={styles.title}>
        Recent calls
      </h2>
      {recent.length === 0 ? (
        <div className={styles.empty}>
          <History size={22} aria-hidden="true" />
          <p>No calls yet. Those you make and take appear here, with their log in HubSpot.</p>
        </div>
      ) : (
        <ul>
          {recent.map((one) => (
            <Recent key={one.call.id} recent={one} place={place} busy={busy} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Recent({
  recent,
  place,
  busy,
}: {
  readonly recent: RecentCall;
  readonly place: PlaceCall;
  readonly busy: boolean;
}) {
  const { call, log, name, number, missed, talkTime } = recent;
  const outgoing = call.direction === 'outbound';
  const Icon = missed ? PhoneMissed : outgoing ? PhoneOutgoing : PhoneIncoming;
  const kind = missed ? 'Missed call' : outgoing ? 'Outgoing call' : 'Incoming call';
  const contact = contactOf(call, log);
  const facts = [
    number,
    formatWhen(call.startedAt, Date.now()),
    talkTime !== undefined && formatDuration(talkTime),
  ];
  return (
    <li className={styles.item}>
      <span className={missed ? styles.missed : styles.kind} title={kind}>
        <Icon size={17} aria-hidden="true" />
        <span className="visuallyHidden">{kind}</span>
      </span>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
        <LogStatus log={log} call={call} small />
      </div>
      {canRedial(call) && (
        <IconButton
          label={`Redial ${call.remoteNumber}`}
          disabled={busy}
          onClick={() => void place({ ok: true, number: call.remoteNumber, ...(contact && { contact }) })}
        >
          <Phone size={17} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}
