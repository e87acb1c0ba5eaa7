import { ContactRound, PhoneOutgoing, PlugZap, UserRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { useBackground } from '../store.ts';
import styles from './Page.module.css';
import { Page } from './Page.tsx';
import { PermissionHelp } from './PermissionHelp.tsx';

/** Problems whose next step is on the options page. */
const solvedInOptions: ReadonlySet<string> = new Set([
  'consentClosed',
  'clientRefused',
  'redirectRefused',
  'scopeMissing',
]);

/** First step (S1-15): what Offhook gets to see, the agreement, and HubSpot's consent. */
export function Connect() {
  const { state, problem } = useBackground((known) => known.connection);
  const settings = useBackground((known) => known.settings);
  const [agreed, setAgreed] = useState(settings.agreed);
  const connect = useAct();
  const openOptions = useAct();
  const busy = connect.busy || state === 'connecting';
  const appMissing = settings.hubspotClientId === '' || !settings.hasHubSpotClientSecret;
  const shownProblem = busy ? undefined : (connect.problem ?? problem);

  function submit(event: FormEvent) {
    event.preventDefault();
    void connect.run(() => background('connectHubSpot', { agreed }));
  }

  return (
    <Page
      icon={PlugZap}
      title="Connect to HubSpot"
      lead="Call your contacts from here, and find every call on the right contact afterwards."
    >
      {appMissing && (
        <Notice title="Your organisation’s HubSpot app is not set up yet">
          <p>Offhook needs its client ID and client secret once. Your administrator has them.</p>
          <Button size="small" onClick={() => void openOptions.run(() => background('openOptions'))}>
            Open options
          </Button>
        </Notice>
      )}
      <ProblemNotice problem={openOptions.problem} />
      {shownProblem ? (
        <ProblemNotice problem={shownProblem}>
          <PermissionHelp problem={shownProblem} />
          {!appMissing && solvedInOptions.has(shownProblem.code) && (
            <Button size="small" onClick={() => void openOptions.run(() => background('openOptions'))}>
              Open options
            </Button>
          )}
        </ProblemNotice>
      ) : (
        <Access />
      )}
      <form className={`${styles.form} ${styles.sticky}`} onSubmit={submit}>
        <label className={styles.agree}>
          <input
            type="checkbox"
            checked={agreed}
            disabled={busy}
            onChange={(event) => setAgreed(event.target.checked)}
          />
          I agree that Offhook may use my HubSpot contacts and calls
        </label>
        <Button type="submit" look="primary" wide disabled={!agreed} busy={busy}>
          Connect HubSpot
        </Button>
        {busy && (
          <p className={styles.fine} role="status">
            {state === 'connecting'
              ? 'Finish in the HubSpot window that has opened: choose your account there and give access.'
              : 'Connecting…'}
          </p>
        )}
      </form>
    </Page>
  );
}

/** What Offhook gets access to, in plain words (S1-15, S1-28). */
function Access() {
  return (
    <ul className={styles.list}>
      <li>
        <ContactRound size={18} aria-hidden="true" />
        <div>
          <strong>Reads contacts</strong>
          <span>Names, companies and numbers, to show who calls and whom to call.</span>
        </div>
      </li>
      <li>
        <PhoneOutgoing size={18} aria-hidden="true" />
        <div>
          <strong>Writes calls</strong>
          <span>Each call once, with your notes and its outcome. It changes no contact.</span>
        </div>
      </li>
      <li>
        <UserRound size={18} aria-hidden="true" />
        <div>
          <strong>Reads your user</strong>
          <span>So that calls are logged in your name. Your HubSpot password stays with HubSpot.</span>
        </div>
      </li>
    </ul>
  );
}
