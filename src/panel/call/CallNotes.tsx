import { useState } from 'react';
import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextAreaField } from '../../ui/Field.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { phone } from '../link/requests.ts';
import styles from './CallNotes.module.css';
import { useAnnotation } from './useAnnotation.ts';
import { useOutcomes } from './useOutcomes.ts';

/** Notes while the call goes on; notes and outcome when it is over. */
export function CallNotes({ call, log }: { readonly call: CallRecord; readonly log: LogEntry | undefined }) {
  const ended = call.phase === 'ended';
  const { shown, edit, flush, problem } = useAnnotation(call.id, log?.annotation ?? {});
  const { outcomes, problem: outcomesProblem } = useOutcomes(ended);
  const [saved, setSaved] = useState(false);
  const save = useAct();
  const done = useAct();
  const outcome = shown.outcome ?? '';

  return (
    <div className={styles.notes}>
      <TextAreaField
        label="Notes"
        aside={saved ? 'saved' : 'saved as you type'}
        placeholder="What was it about?"
        maxLength={20_000}
        className={styles.growing}
        value={shown.notes ?? ''}
        onChange={(event) => {
          setSaved(false);
          edit({ notes: event.target.value });
        }}
        onBlur={() => void flush()}
      />
      {ended && (
        <SelectField
          label="Outcome"
          value={outcome}
          problem={outcomesProblem}
          onChange={(event) => {
            setSaved(false);
            edit({ outcome: event.target.value });
          }}
        >
          <option value="">No outcome</option>
          {outcomes.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {outcome !== '' && !outcomes.some(({ value }) => value === outcome) && (
            <option value={outcome}>Chosen earlier</option>
          )}
        </SelectField>
      )}
      <ProblemNotice problem={problem ?? done.problem} />
      {ended && (
        <div className={styles.acts}>
          <Button
            look="primary"
            wide
            busy={save.busy}
            onClick={() => void save.run(async () => setSaved(await flush()))}
          >
            Save log
          </Button>
          <Button
            wide
            busy={done.busy}
            onClick={() =>
              void done.run(async () => {
                if (await flush()) await phone('putAway', { callId: call.id });
              })
            }
          >
            Done
          </Button>
          <p className="visuallyHidden" role="status">
            {saved ? 'Saved' : ''}
          </p>
        </div>
      )}
    </div>
  );
}
