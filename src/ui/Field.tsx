import { type ComponentProps, type ReactNode, useId } from 'react';
import type { Problem } from '../problems/problem.ts';
import styles from './Field.module.css';

interface Described {
  readonly label: string;
  /** Beside the label, for example "optional". */
  readonly aside?: string | undefined;
  readonly hint?: ReactNode;
  readonly problem?: Problem | undefined;
}

/** Label, hint and problem of one field; the field itself is told their ids, so that all of them are read out with it. */
function useDescription({ label, aside, hint, problem }: Described, id: string) {
  const hintId = `${id}-hint`;
  const problemId = `${id}-problem`;
  const describedBy = [problem && problemId, hint && hintId].filter(Boolean).join(' ') || undefined;
  return {
    controlProps: { id, 'aria-describedby': describedBy, 'aria-invalid': problem ? true : undefined },
    above: (
      <div className={styles.above}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {aside && <span className={styles.aside}>{aside}</span>}
      </div>
    ),
    below: (
      <>
        {problem && (
          <p id={problemId} className={styles.problem}>
            <strong>{problem.cause}</strong> {problem.nextStep}
          </p>
        )}
        {hint && (
          <p id={hintId} className={styles.hint}>
            {hint}
          </p>
        )}
      </>
    ),
  };
}

interface TextFieldProps extends Described, Omit<ComponentProps<'input'>, 'id'> {
  /** Dots in place of letters, for a secret that is no log-in password: browsers must not offer to keep it. */
  readonly masked?: boolean;
  /** Right of the field, for example a button. */
  readonly after?: ReactNode;
}

export function TextField({
  label,
  aside,
  hint,
  problem,
  masked,
  after,
  className,
  ...input
}: TextFieldProps) {
  const { controlProps, above, below } = useDescription({ label, aside, hint, problem }, useId());
  const classes = [styles.control, masked && styles.masked, className].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      {above}
      <div className={styles.row}>
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...input}
          {...controlProps}
          className={classes}
        />
        {after}
      </div>
      {below}
    </div>
  );
}

interface SelectFieldProps extends Described, Omit<ComponentProps<'select'>, 'id'> {}

export function SelectField({
  label,
  aside,
  hint,
  problem,
  className,
  children,
  ...select
}: SelectFieldProps) {
  const { controlProps, above, below } = useDescription({ label, aside, hint, problem }, useId());
  return (
    <div className={styles.field}>
      {above}
      <select
        {...select}
        {...controlProps}
        className={[styles.control, styles.select, className].filter(Boolean).join(' ')}
      >
        {children}
      </select>
      {below}
    </div>
  );
}

interface TextAreaFieldProps extends Described, Omit<ComponentProps<'textarea'>, 'id'> {}

export function TextAreaField({ label, aside, hint, problem, className, ...area }: TextAreaFieldProps) {
  const { controlProps, above, below } = useDescription({ label, aside, hint, problem }, useId());
  return (
    <div className={styles.field}>
      {above}
      <textarea
        {...area}
        {...controlProps}
        className={[styles.control, styles.area, className].filter(Boolean).join(' ')}
      />
      {below}
    </div>
  );
}
