import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useReducer,
  useRef,
} from 'react';
import styles from './Combobox.module.css';
import { closedCombobox, reduceCombobox } from './comboboxState.ts';

export interface ComboboxOption {
  readonly id: string;
  readonly content: ReactNode;
  readonly disabled?: boolean;
}

interface ComboboxProps<Option extends ComboboxOption>
  extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'role' | 'list'> {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly options: readonly Option[];
  readonly onChoose: (option: Option) => void;
  /** What to say in place of options. */
  readonly message?: string | undefined;
  /** Inside the field, right of the text. */
  readonly inside?: ReactNode;
  /** The list is as wide as the nearest positioned ancestor, not as the field. */
  readonly spread?: boolean;
}

/** A text field with suggestions: ARIA combobox with a listbox popup, all of it within reach of the keyboard. */
export function Combobox<Option extends ComboboxOption>({
  label,
  text,
  onText,
  options,
  onChoose,
  message,
  inside,
  spread = false,
  onKeyDown,
  ...input
}: ComboboxProps<Option>) {
  const id = useId();
  const [popup, dispatch] = useReducer(reduceCombobox, closedCombobox);
  const list = useRef<HTMLDivElement>(null);
  const showsOptions = popup.open && options.length > 0;
  const active = showsOptions ? options[popup.active] : undefined;

  useEffect(() => {
    if (active) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function choose(option: Option) {
    if (option.disabled) return;
    dispatch({ type: 'closed' });
    onChoose(option);
  }

  function pressed(event: KeyboardEvent<HTMLInputElement>) {
    onKeyDown?.(event);
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === 'Enter' && active) {
      event.preventDefault();
      choose(active);
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') event.preventDefault();
    dispatch({ type: 'pressed', key: event.key, count: options.length });
  }

  return (
    <div className={spread ? styles.combobox : `${styles.combobox} ${styles.own}`}>
      <div className={styles.field}>
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...input}
          className={styles.input}
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={showsOptions}
          aria-controls={showsOptions ? `${id}-list` : undefined}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          value={text}
          onChange={(event) => {
            dispatch({ type: 'typed' });
            onText(event.target.value);
          }}
          onKeyDown={pressed}
          onBlur={() => dispatch({ type: 'closed' })}
        />
        {inside && <span className={styles.inside}>{inside}</span>}
      </div>
      {showsOptions && (
        // The field keeps the focus: its blur would close the list before the click lands.
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          className={styles.popup}
          onMouseDown={(event) => event.preventDefault()}
        >
          {options.map((option, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses from the field (aria-activedescendant).
            <div
              key={option.id}
              id={`${id}-${option.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={option === active}
              aria-disabled={option.disabled || undefined}
              className={styles.option}
              onMouseMove={() => option !== active && dispatch({ type: 'pointed', at })}
              onClick={() => choose(option)}
            >
              {option.content}
            </div>
          ))}
        </div>
      )}
      <p className={popup.open && message && !showsOptions ? styles.message : 'visuallyHidden'} role="status">
        {popup.open ? (showsOptions ? `${options.length} found` : message) : ''}
      </p>
    </div>
  );
}
