import { Grip, Mic, MicOff, Pause, PhoneOff, Play } from 'lucide-react';
import { useState } from 'react';
import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { phone } from '../link/requests.ts';
import { usePanel } from '../store.ts';
import { CallButton } from './CallButton.tsx';
import { CallTimer } from './CallTimer.tsx';
import { liveStateOf } from './callWords.ts';
import styles from './LiveCall.module.css';
import { Stage } from './Stage.tsx';
import { Tones } from './Tones.tsx';

/** A call that the agent made, or took. */
export function LiveCall({ call, log }: { readonly call: CallRecord; readonly log: LogEntry | undefined }) {
  const [keypadOpen, setKeypadOpen] = useState(false);
  const act = useAct();
  const hangUp = useAct();
  const notice = usePanel((state) => state.phone?.notice);
  const { id: callId, muted, onHold } = call;
  const established = call.phase === 'established';
  return (
    <Stage call={call} log={log} label="Call with" calling={!established} compact={keypadOpen && established}>
      <p className={styles.state}>
        {call.answeredAt !== undefined && (
          <>
            <CallTimer from={call.answeredAt} />
            <span aria-hidden="true"> · </span>
          </>
        )}
        <span role="status">{liveStateOf(call)}</span>
      </p>
      {keypadOpen && established && <Tones callId={callId} />}
      <div className={styles.controls}>
        <CallButton
          icon={muted ? MicOff : Mic}
          label={muted ? 'Unmute' : 'Mute'}
          on={muted}
          onClick={() => void act.run(() => phone('setMuted', { callId, muted: !muted }))}
        />
        <CallButton
          icon={onHold ? Play : Pause}
          label={onHold ? 'Resume' : 'Hold'}
          on={onHold}
          disabled={!established}
          onClick={() => void act.run(() => phone('setOnHold', { callId, onHold: !onHold }))}
        />
        <CallButton
          icon={Grip}
          label="Keypad"
          on={keypadOpen && established}
          aria-expanded={keypadOpen && established}
          disabled={!established}
          onClick={() => setKeypadOpen(!keypadOpen)}
        />
        <CallButton
          icon={PhoneOff}
          label="Hang up"
          tone="red"
          disabled={hangUp.busy}
          onClick={() => void hangUp.run(() => phone('hangUp', { callId }))}
        />
      </div>
      <div className={styles.problem}>
        <ProblemNotice problem={hangUp.problem ?? act.problem ?? notice} />
      </div>
    </Stage>
  );
}
