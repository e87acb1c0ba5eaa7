import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { usePanel } from '../store.ts';
import styles from './Header.module.css';

/** On every screen while the account in use lacks a permission: without it contacts are not found, or calls not logged. */
export function PermissionNotice() {
  const connection = usePanel((state) => state.background?.connection);
  const agreed = usePanel((state) => state.background?.settings.agreed ?? false);
  const connect = useAct();
  if (connection?.state !== 'connected' || connection.problem?.code !== 'scopeMissing') return null;
  return (
    <div className={styles.notice}>
      <ProblemNotice problem={connect.problem ?? connection.problem}>
        <Button
          size="small"
          busy={connect.busy}
          onClick={() => void connect.run(() => background('connectHubSpot', { agreed }))}
        >
          Connect again
        </Button>
      </ProblemNotice>
    </div>
  );
}
