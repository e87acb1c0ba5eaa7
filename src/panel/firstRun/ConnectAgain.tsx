import { Unplug } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { useBackground } from '../store.ts';
import styles from './Page.module.css';
import { Page } from './Page.tsx';
import { PermissionHelp } from './PermissionHelp.tsx';

/** The connection was switched off by the agent (S1-25), or HubSpot refuses it. Calls would be logged nowhere, so none are made. */
export function ConnectAgain({ consentNeeded }: { readonly consentNeeded: boolean }) {
  const { account, problem } = useBackground((known) => known.connection);
  const agreed = useBackground((known) => known.settings.agreed);
  const connect = useAct();
  const shownProblem = connect.problem ?? problem;
  return (
    <Page
      icon={Unplug}
      title={consentNeeded ? 'Connect HubSpot again' : 'HubSpot is disconnected'}
      lead={
        consentNeeded
          ? 'HubSpot no longer accepts the connection. It asks for your permission once more.'
          : `You switched the connection${account ? ` to ${account.name}` : ''} off.${problem?.code === 'scopeMissing' ? '' : ' Connecting again needs no new permission.'}`
      }
    >
      <ProblemNotice problem={connect.busy ? undefined : shownProblem}>
        {shownProblem && <PermissionHelp problem={shownProblem} />}
      </ProblemNotice>
      <p className={styles.fine}>
        Your settings, your log-in and your calls are kept. Calls that wait to be logged are logged then.
      </p>
      <Button
        look="primary"
        wide
        busy={connect.busy}
        onClick={() => void connect.run(() => background('connectHubSpot', { agreed }))}
      >
        Connect
      </Button>
      {connect.busy && (
        <p className={styles.fine} role="status">
          Connecting…
        </p>
      )}
    </Page>
  );
}
