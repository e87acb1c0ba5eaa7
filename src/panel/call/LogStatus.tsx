import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { ContactPicker } from './ContactPicker.tsx';
import styles from './LogStatus.module.css';
import { logWords } from './logWords.ts';

const looks = {
  Logged: { Icon: CircleCheck, tone: styles.good },
  'Waiting to log': { Icon: Clock, tone: styles.wait },
  'Not logged': { Icon: CircleAlert, tone: styles.bad },
} as const;

/** What became of a call's log, why, and what the agent can do about it. */
export function LogStatus({
  log,
  call,
  small = false,
}: {
  readonly log: LogEntry | undefined;
  readonly call: CallRecord;
  readonly small?: boolean;
}) {
  const retry = useAct();
  const { word, problem, mayTryAgain, needsContact } = logWords(log);
  const { Icon, tone } = looks[word];
  return (
    <div className={small ? styles.small : styles.log}>
      <p className={`${styles.status} ${tone}`} role={small ? undefined : 'status'}>
        <Icon size={small ? 14 : 16} aria-hidden="true" />
        <span>{word}</span>
      </p>
      {problem && (
        <p className={styles.reason}>
          <span className={styles.cause}>{problem.cause}</span>
          {/* Where there is little room, the button below says the next step. */}
          {!(small && needsContact) && <span> {problem.nextStep}</span>}
        </p>
      )}
      {(mayTryAgain || needsContact) && log && (
        <div className={styles.acts}>
          {needsContact && <ContactPicker log={log} call={call} folded={small} />}
          {mayTryAgain && (
            <Button
              size="small"
              busy={retry.busy}
              onClick={() => void retry.run(() => background('retryLog', { callId: log.callId }))}
            >
              Try again
            </Button>
          )}
        </div>
      )}
      <ProblemNotice problem={retry.problem} />
    </div>
  );
}
