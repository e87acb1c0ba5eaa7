import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './CallButton.module.css';

interface CallButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon;
  /** Name and caption in one. */
  readonly label: string;
  readonly tone?: 'plain' | 'green' | 'red';
  /** The state that it switches is on. */
  readonly on?: boolean;
}

/** A round button with its name below, for a call that is up. */
export function CallButton({ icon: Icon, label, tone = 'plain', on = false, ...rest }: CallButtonProps) {
  return (
    <button {...rest} type="button" className={styles.button} data-tone={tone} data-on={on || undefined}>
      <span className={styles.disc}>
        <Icon size={22} aria-hidden="true" />
      </span>
      {label}
    </button>
  );
}
