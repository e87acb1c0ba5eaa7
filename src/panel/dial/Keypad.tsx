import styles from './Keypad.module.css';

/** Keys and letters after ITU-T E.161. */
const keys = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

export function Keypad({
  onKey,
  onStage = false,
}: {
  readonly onKey: (key: string) => void;
  /** On the dark ground of a live call. */
  readonly onStage?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be drawn; the name is enough.
    <div
      role="group"
      aria-label="Keypad"
      className={onStage ? `${styles.keypad} ${styles.onStage}` : styles.keypad}
    >
      {keys.map(([key, letters]) => (
        <button key={key} type="button" className={styles.key} onClick={() => onKey(key)}>
          {key}
          <span aria-hidden="true">{letters}</span>
        </button>
      ))}
    </div>
  );
}
