import { type Dispatch, type SetStateAction, useCallback, useRef, useState } from 'react';
import { type Problem, problemOf } from '../problems/problem.ts';

/**
 * What is done within this many ms needs no sign of work. Drawing one would also hold up the phone, which shares the views'
 * thread, in the very moment in which it places a call.
 */
const busyAfterMs = 100;

/** One thing a person can set going: whether it is under way, and the problem that the last try met. */
export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** Runs it unless it is under way already. @returns whether it succeeded */
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
  readonly setProblem: Dispatch<SetStateAction<Problem | undefined>>;
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // State arrives with the next render: too late for a double click.
  const underWay = useRef(false);
  const run = useCallback(async (act: () => Promise<unknown>) => {
    if (underWay.current) return false;
    underWay.current = true;
    const slow = setTimeout(() => setBusy(true), busyAfterMs);
    try {
      const acting = act();
      setProblem(undefined);
      await acting;
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      clearTimeout(slow);
      underWay.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, problem, run, setProblem };
}
