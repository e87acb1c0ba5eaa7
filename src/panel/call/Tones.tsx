import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, problemOf } from '../../problems/problem.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Keypad } from '../dial/Keypad.tsx';
import { phone } from '../link/requests.ts';
import styles from './LiveCall.module.css';

/** The keypad of a call: keys of the screen and of the keyboard become RFC 4733 tones, in the order in which they were pressed. */
export function Tones({ callId }: { readonly callId: string }) {
  const [pressed, setPressed] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const send = useCallback(
    (tone: string) => {
      setPressed((before) => before + tone);
      setProblem(undefined);
      // One after the other: two requests under way at once may arrive in either order.
      line.current = line.current.then(() =>
        phone('sendTones', { callId, tones: tone }).catch((error: unknown) => setProblem(problemOf(error))),
      );
    },
    [callId],
  );

  useEffect(() => {
    function typed(event: KeyboardEvent) {
      const elsewhere = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^[0-9*#]$/.test(event.key)) send(event.key);
    }
    document.addEventListener('keydown', typed);
    return () => document.removeEventListener('keydown', typed);
  }, [send]);

  return (
    <div className={styles.tones}>
      <output className={styles.sent} aria-label="Keys sent">
        {pressed.slice(-18)}
      </output>
      <Keypad onStage onKey={send} />
      <ProblemNotice problem={problem} />
    </div>
  );
}
