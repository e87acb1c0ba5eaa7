import { ChevronRight, CircleCheck } from 'lucide-react';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { useBackground } from '../store.ts';
import styles from './Page.module.css';

/** The HubSpot accounts that are known, to choose the one in which calls are logged (S1-14). The one in use is marked. */
export function AccountChoice() {
  const { accounts, account: inUse } = useBackground((known) => known.connection);
  const choose = useAct();
  return (
    <>
      <fieldset>
        <legend className={styles.legend}>Choose an account</legend>
        <div className={styles.accounts}>
          {accounts.map(({ portalId, name, userEmail }) => {
            const isInUse = portalId === inUse?.portalId;
            const Icon = isInUse ? CircleCheck : ChevronRight;
            return (
              <button
                key={portalId}
                type="button"
                className={styles.account}
                aria-current={isInUse || undefined}
                disabled={choose.busy}
                onClick={() => void choose.run(() => background('chooseAccount', { portalId }))}
              >
                <span>
                  <strong>{name}</strong>
                  <small>
                    {portalId} · {userEmail}
                  </small>
                </span>
                <Icon size={18} aria-hidden="true" />
              </button>
            );
          })}
        </div>
      </fieldset>
      <ProblemNotice problem={choose.problem} />
    </>
  );
}
