import { CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

/** Something worth knowing that is no failure. */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  readonly tone?: 'info' | 'good';
  readonly title: string;
  readonly children?: ReactNode;
}) {
  const Icon = tone === 'good' ? CircleCheck : Info;
  return (
    <div className={`${styles.notice} ${styles[tone]}`}>
      <Icon size={18} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.cause}>{title}</p>
        {children}
      </div>
    </div>
  );
}
