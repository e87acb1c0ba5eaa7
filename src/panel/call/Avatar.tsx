import { UserRound } from 'lucide-react';
import styles from './Avatar.module.css';
import { initialsOf } from './callWords.ts';

/** A person's initials, or a figure for a bare number. Decoration: the name stands beside it. */
export function Avatar({ name, large = false }: { readonly name: string; readonly large?: boolean }) {
  const initials = initialsOf(name);
  return (
    <span className={large ? `${styles.avatar} ${styles.large}` : styles.avatar} aria-hidden="true">
      {initials || <UserRound size={large ? 32 : 20} />}
    </span>
  );
}
