import { useEffect, useState } from 'react';
import type { OutcomeOption } from '../../messaging/requests.ts';
import { type Problem, problemOf } from '../../problems/problem.ts';
import { background } from '../link/requests.ts';

/** The account's own call outcomes, read once a call has ended. */
export function useOutcomes(wanted: boolean): {
  readonly outcomes: readonly OutcomeOption[];
  readonly problem: Problem | undefined;
} {
  const [outcomes, setOutcomes] = useState<readonly OutcomeOption[]>([]);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (!wanted) return;
    let stale = false;
    background('readOutcomes').then(
      (read) => {
        if (stale) return;
        setOutcomes(read);
        setProblem(undefined);
      },
      (error: unknown) => !stale && setProblem(problemOf(error)),
    );
    return () => {
      stale = true;
    };
  }, [wanted]);
  return { outcomes, problem };
}
