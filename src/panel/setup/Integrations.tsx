import { CircleCheck, CircleSlash2 } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { AccountChoice } from '../firstRun/AccountChoice.tsx';
import { background } from '../link/requests.ts';
import { closeSetup, useBackground } from '../store.ts';
import styles from './Setup.module.css';

/** The connection to HubSpot (S1-24, S1-25), and the account in use (S1-14). */
export function Integrations() {
  const { state, account, accounts, problem } = useBackground((known) => known.connection);
  const agreed = useBackground((known) => known.settings.agreed);
  const act = useAct();
  const connecting = useAct();
  const busy = act.busy || connecting.busy;
  const connected = state === 'connected';
  const Icon = connected ? CircleCheck : CircleSlash2;

  function connect(another = false) {
    // The agreement is asked for on its own screen.
    if (!agreed) return closeSetup();
    void connecting.run(() => background('connectHubSpot', { agreed, another }));
  }

  return (
    <div className={styles.form}>
      <div className={styles.card}>
        <div className={styles.cardTop}>
          <h3>HubSpot</h3>
          <span className={connected ? styles.good : styles.off} role="status">
            <Icon size={15} aria-hidden="true" />
            <span>{connected ? 'Connected' : 'Disconnected'}</span>
          </span>
        </div>
        {account && (
          <dl className={styles.facts}>
            <dt>Account</dt>
            <dd>
              {account.name} ({account.portalId})
            </dd>
            <dt>User</dt>
            <dd>{account.userEmail}</dd>
          </dl>
        )}
        <ProblemNotice problem={busy ? undefined : (connecting.problem ?? act.problem ?? problem)}>
          {connected && problem?.code === 'scopeMissing' && (
            <Button size="small" onClick={() => connect()}>
              Connect again
            </Button>
          )}
        </ProblemNotice>
        {connected ? (
          <>
            <Button wide busy={act.busy} onClick={() => void act.run(() => background('disconnectHubSpot'))}>
              Disconnect
            </Button>
            <Button look="quiet" wide busy={connecting.busy} onClick={() => connect(true)}>
              Connect another account
            </Button>
          </>
        ) : (
          <Button look="primary" wide busy={busy || state === 'connecting'} onClick={() => connect()}>
            Connect
          </Button>
        )}
      </div>
      {accounts.length > 1 && <AccountChoice />}
      <p className={styles.hint}>
        Disconnect switches HubSpot off in Offhook until you choose Connect: no contacts, no calls, no logs.
        Your settings, log-in and call history stay, calls that wait to be logged stay in line, and HubSpot
        does not ask for your permission again.
      </p>
      <div>
        <Button look="quiet" size="small" onClick={() => void act.run(() => background('openOptions'))}>
          Your organisation’s HubSpot app…
        </Button>
      </div>
    </div>
  );
}
