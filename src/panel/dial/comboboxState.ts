/** The popup of a combobox with a listbox (WAI-ARIA Authoring Practices, "Combobox", list autocomplete with manual selection). */
export interface ComboboxState {
  readonly open: boolean;
  /** The option that Enter would choose; -1 while the text itself counts. */
  readonly active: number;
}

export const closedCombobox: ComboboxState = { open: false, active: -1 };

export type ComboboxEvent =
  | { readonly type: 'typed' }
  | { readonly type: 'closed' }
  | { readonly type: 'pointed'; readonly at: number }
  /** `count`: options that are there now. */
  | { readonly type: 'pressed'; readonly key: string; readonly count: number };

/** @returns the next state; the same object when the event means nothing to the popup */
export function reduceCombobox(state: ComboboxState, event: ComboboxEvent): ComboboxState {
  switch (event.type) {
    case 'typed':
      return { open: true, active: -1 };
    case 'closed':
      return closedCombobox;
    case 'pointed':
      return { open: true, active: event.at };
    case 'pressed':
      return pressed(state, event.key, event.count);
  }
}

function pressed(state: ComboboxState, key: string, count: number): ComboboxState {
  if (key === 'Escape') return state.open ? closedCombobox : state;
  if (count === 0) return state;
  if (key === 'ArrowDown')
    return { open: true, active: state.open && state.active < count - 1 ? state.active + 1 : 0 };
  if (key === 'ArrowUp')
    return { open: true, active: state.open && state.active > 0 ? state.active - 1 : count - 1 };
  return state;
}
