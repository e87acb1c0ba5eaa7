import { CircleCheck, Mic, MicOff } from 'lucide-react';
import { useState } from 'react';
import { type Problem, problem } from '../problems/problem.ts';
import { Button } from '../ui/Button.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { useAct } from '../ui/useAct.ts';
import { askForMicrophone, type MicrophoneAnswer } from './askForMicrophone.ts';
import { background, phone } from './requests.ts';
import styles from './Sheet.module.css';
import { Sheet } from './Sheet.tsx';

const problems: Readonly<Record<MicrophoneAnswer, Problem | undefined>> = {
  granted: undefined,
  blocked: {
    ...problem('microphoneBlocked'),
    nextStep:
      'Click the icon left of this page’s address, set Microphone to Allow, then choose Allow microphone again.',
  },
  dismissed: {
    ...problem('microphoneNotGranted'),
    nextStep: 'Choose Allow microphone again, and Allow in the question that Chrome shows.',
  },
  missing: problem('microphoneMissing'),
  failed: {
    ...problem('microphoneMissing'),
    cause: 'The microphone does not work.',
    nextStep: 'Close other programs that use it, plug it in again, then try again.',
  },
};

/** The one page that may ask for the microphone; the grant serves the phone (offscreen documents cannot ask). */
export function MicrophonePage() {
  const [answer, setAnswer] = useState<MicrophoneAnswer>();
  const act = useAct();

  async function ask() {
    const given = await askForMicrophone(navigator.mediaDevices, navigator.permissions);
    setAnswer(given);
    if (given !== 'granted') return;
    await background('startPhone');
    await phone('checkMicrophone');
  }

  if (answer === 'granted')
    return (
      <Sheet narrow>
        <div className={`${styles.card} ${styles.center}`} role="status">
          <span className={styles.picture}>
            <CircleCheck size={28} aria-hidden="true" />
          </span>
          <h1>Offhook can use the microphone</h1>
          <p className={styles.lead}>You can close this tab and go back to HubSpot: the phone is there.</p>
          <ProblemNotice problem={act.problem} />
          <Button look="primary" onClick={() => window.close()}>
            Close this tab
          </Button>
        </div>
      </Sheet>
    );
  const Icon = answer === 'blocked' ? MicOff : Mic;
  return (
    <Sheet narrow>
      <div className={`${styles.card} ${styles.center}`}>
        <span className={styles.picture}>
          <Icon size={28} aria-hidden="true" />
        </span>
        <h1>Allow the microphone</h1>
        <p className={styles.lead}>
          The people you call have to hear you. Chrome asks once; answer <strong>Allow</strong>. Offhook
          listens during calls only.
        </p>
        <ProblemNotice problem={act.busy || answer === undefined ? undefined : problems[answer]} />
        <Button look="primary" busy={act.busy} onClick={() => void act.run(ask)}>
          {!act.busy && <Mic size={17} aria-hidden="true" />}
          Allow microphone
        </Button>
      </div>
    </Sheet>
  );
}
