import type { ReactNode } from 'react';
import { BrandMark } from '../ui/BrandMark.tsx';
import styles from './Sheet.module.css';

/** The frame of a page in a tab of its own. */
export function Sheet({
  narrow = false,
  children,
}: {
  readonly narrow?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={narrow ? `${styles.sheet} ${styles.narrow}` : styles.sheet}>
      <header className={styles.brand}>
        <BrandMark size={36} />
        <span>Offhook</span>
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  );
}
