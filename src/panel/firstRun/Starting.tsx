import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { usePanel } from '../store.ts';
import styles from './Page.module.css';

/** Shown until the parts have answered; the link goes on trying by itself. */
export function Starting() {
  const linkProblem = usePanel((state) => state.backgroundProblem ?? state.phoneProblem);
  return (
    <div className={styles.center}>
      {linkProblem ? <ProblemNotice problem={linkProblem} /> : <Spinner />}
      <p>{linkProblem ? 'Trying again…' : 'Starting Offhook…'}</p>
    </div>
  );
}
