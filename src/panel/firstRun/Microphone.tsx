import { Mic, MicOff } from 'lucide-react';
import { problem } from '../../problems/problem.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { usePanel } from '../store.ts';
import styles from './Page.module.css';
import { Page } from './Page.tsx';

/** Chrome asks for the microphone in a tab of its own: neither this frame nor the phone's hidden page may ask. */
export function Microphone() {
  const denied = usePanel((state) => state.phone?.microphone === 'denied');
  const open = useAct();
  return (
    <Page
      icon={denied ? MicOff : Mic}
      title="Allow the microphone"
      lead="Last step: the other side has to hear you. Chrome asks for it in a tab of its own."
    >
      {denied ? (
        // Its next step stands in place of the usual ones: Chrome does not ask a second time.
        <ProblemNotice problem={problem('microphoneBlocked')} />
      ) : (
        <ol className={styles.steps}>
          <li>Choose Allow microphone. A tab of Offhook opens.</li>
          <li>Answer Allow there; you are asked once.</li>
          <li>Come back to HubSpot: the phone is ready.</li>
        </ol>
      )}
      <p className={styles.fine}>Offhook listens during calls only.</p>
      <ProblemNotice problem={open.problem} />
      <Button
        look="primary"
        wide
        busy={open.busy}
        onClick={() => void open.run(() => background('openMicrophonePage'))}
      >
        Allow microphone
      </Button>
    </Page>
  );
}
