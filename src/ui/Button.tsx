import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { Spinner } from './Spinner.tsx';

type Look = 'primary' | 'secondary' | 'quiet' | 'call' | 'danger';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: Look;
  readonly size?: 'normal' | 'small';
  readonly wide?: boolean;
  /** The act is under way: the button stays where it is, shows a spinner and takes no second click. */
  readonly busy?: boolean;
}

/** A native button in one of the product's looks. It submits nothing unless its `type` says so. */
export function Button({
  look = 'secondary',
  size = 'normal',
  wide = false,
  busy = false,
  className,
  disabled,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = [
    styles.button,
    styles[look],
    size === 'small' && styles.small,
    wide && styles.wide,
    className,
  ];
  return (
    <button
      {...rest}
      type={type}
      className={classes.filter(Boolean).join(' ')}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** A square button with an icon only; `label` is its name and its tooltip. */
export function IconButton({
  label,
  className,
  type = 'button',
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & { readonly label: string }) {
  return (
    <button
      {...rest}
      type={type}
      className={[styles.icon, className].filter(Boolean).join(' ')}
      aria-label={label}
      title={label}
    />
  );
}
