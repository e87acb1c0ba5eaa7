import { Phone, PhoneOff } from 'lucide-react';
import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { phone } from '../link/requests.ts';
import { CallButton } from './CallButton.tsx';
import { nameOf } from './callWords.ts';
import styles from './IncomingCall.module.css';
import { Stage } from './Stage.tsx';

/** A call that waits for the agent. */
export function IncomingCall({
  call,
  log,
}: {
  readonly call: CallRecord;
  readonly log: LogEntry | undefined;
}) {
  const act = useAct();
  const { id: callId } = call;
  return (
    <Stage
      call={call}
      log={log}
      label="Incoming call from"
      calling
      filling
      above={
        <>
          <p className={styles.above} aria-hidden="true">
            Incoming call
          </p>
          <p className="visuallyHidden" role="alert">
            Incoming call from {nameOf(call, log)}
          </p>
        </>
      }
    >
      <div className={styles.choice}>
        <CallButton
          icon={PhoneOff}
          label="Decline"
          tone="red"
          disabled={act.busy}
          onClick={() => void act.run(() => phone('decline', { callId }))}
        />
        <CallButton
          icon={Phone}
          label="Answer"
          tone="green"
          disabled={act.busy}
          onClick={() => void act.run(() => phone('answer', { callId }))}
        />
      </div>
      <div className={styles.problem}>
        <ProblemNotice problem={act.problem} />
      </div>
    </Stage>
  );
}
