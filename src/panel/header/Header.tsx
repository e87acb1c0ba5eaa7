import { Settings, X } from 'lucide-react';
import { BrandMark } from '../../ui/BrandMark.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { contentOf } from '../link/requests.ts';
import { statusFor } from '../status.ts';
import { closeSetup, openSetup, usePanel } from '../store.ts';
import styles from './Header.module.css';
import { PermissionNotice } from './PermissionNotice.tsx';

/** Brand, status, set-up and close; under it, what keeps every screen from working fully. `inCall`: the call has the screen to itself, and set-up waits until it is over. */
export function Header({ inCall }: { readonly inCall: boolean }) {
  const background = usePanel((state) => state.background);
  const phone = usePanel((state) => state.phone);
  const setupOpen = usePanel((state) => state.setupOpen);
  const tabId = usePanel((state) => state.tabId);
  const status = statusFor({ background, phone });
  // Nothing else works before the product is chosen (S1-16).
  const mayOpenSetup = background?.settings.product !== undefined;
  return (
    <>
      <header className={styles.header}>
        <BrandMark size={34} />
        <div className={styles.words}>
          <h1 className={styles.name}>Offhook</h1>
          <p className={styles.status} role="status" data-status={status.word} title={status.reason}>
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.word}>{status.word}</span>
            <span className={styles.reason}>{status.reason}</span>
          </p>
        </div>
        {mayOpenSetup && (
          <IconButton
            label="Setup"
            aria-expanded={setupOpen && !inCall}
            disabled={inCall}
            onClick={setupOpen ? closeSetup : openSetup}
          >
            <Settings size={18} aria-hidden="true" />
          </IconButton>
        )}
        {tabId !== undefined && (
          <IconButton label="Close panel" onClick={() => void contentOf(tabId)('closePanel').catch(() => {})}>
            <X size={19} aria-hidden="true" />
          </IconButton>
        )}
      </header>
      {!inCall && !setupOpen && <PermissionNotice />}
    </>
  );
}
