import { Building2, ChevronRight } from 'lucide-react';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { useBackground } from '../store.ts';
import styles from './Page.module.css';
import { Page } from './Page.tsx';

/** More than one HubSpot account is known (S1-14). */
export function ChooseAccount() {
  const accounts = useBackground((known) => known.connection.accounts);
  const choose = useAct();
  return (
    <Page
      icon={Building2}
      title="Which account?"
      lead="You have connected more than one HubSpot account. Calls are logged in the one that you choose."
    >
      <fieldset>
        <legend className={styles.legend}>Choose an account</legend>
        <div className={styles.accounts}>
          {accounts.map(({ portalId, name, userEmail }) => (
            <button
              key={portalId}
              type="button"
              className={styles.account}
              disabled={choose.busy}
              onClick={() => void choose.run(() => background('chooseAccount', { portalId }))}
            >
              <span>
                <strong>{name}</strong>
                <small>
                  {portalId} · {userEmail}
                </small>
              </span>
              <ChevronRight size={18} aria-hidden="true" />
            </button>
          ))}
        </div>
      </fieldset>
      <ProblemNotice problem={choose.problem} />
    </Page>
  );
}
