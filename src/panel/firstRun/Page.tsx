import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Page.module.css';

/** One step of the way to the first call: a picture, what it is about, and the act. */
export function Page({
  icon: Icon,
  title,
  lead,
  children,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly lead: ReactNode;
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The step before took the focused control with it; a person who listens goes on from here. Never taken from HubSpot's page.
  useEffect(() => {
    if (document.hasFocus() && document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <section className={styles.page}>
      <div className={styles.top}>
        <span className={styles.picture}>
          <Icon size={24} strokeWidth={1.9} aria-hidden="true" />
        </span>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        <p className={styles.lead}>{lead}</p>
      </div>
      {children}
    </section>
  );
}
