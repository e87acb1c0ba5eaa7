import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../problems/problem.ts';
import styles from './Notice.module.css';

/** What went wrong and what to do next, beside the act that met it; read out at once. Nothing while there is no problem. */
export function ProblemNotice({
  problem,
  children,
}: {
  readonly problem: Problem | undefined;
  /** What helps further: a button, a list of ways out. */
  readonly children?: ReactNode;
}) {
  if (!problem) return null;
  return (
    <div className={`${styles.notice} ${styles.bad}`} role="alert" data-problem={problem.code}>
      <CircleAlert size={18} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.cause}>{problem.cause}</p>
        <p>{problem.nextStep}</p>
        {children}
      </div>
    </div>
  );
}
