import { describe, expect, it } from 'vitest';
import { type ComboboxState, closedCombobox, reduceCombobox } from './comboboxState.ts';

const open = (active: number): ComboboxState => ({ open: true, active });
const press = (state: ComboboxState, key: string, count = 3) =>
  reduceCombobox(state, { type: 'pressed', key, count });

describe('the combobox', () => {
  it('opens by typing, with no option active, so that Enter takes the text', () => {
    expect(reduceCombobox(open(2), { type: 'typed' })).toEqual(open(-1));
  });

  it('goes down and up, around both ends', () => {
    expect(press(open(-1), 'ArrowDown')).toEqual(open(0));
    expect(press(open(2), 'ArrowDown')).toEqual(open(0));
    expect(press(open(0), 'ArrowUp')).toEqual(open(2));
    expect(press(open(-1), 'ArrowUp')).toEqual(open(2));
    expect(press(open(2), 'ArrowUp')).toEqual(open(1));
  });

  it('opens at the first or the last option when it was closed', () => {
    expect(press(closedCombobox, 'ArrowDown')).toEqual(open(0));
    expect(press(closedCombobox, 'ArrowUp')).toEqual(open(2));
  });

  it('closes by Escape, and leaves a closed one’s Escape to others', () => {
    expect(press(open(1), 'Escape')).toEqual(closedCombobox);
    expect(press(closedCombobox, 'Escape')).toBe(closedCombobox);
  });

  it('stays as it is without options, and on keys that are text', () => {
    expect(press(closedCombobox, 'ArrowDown', 0)).toBe(closedCombobox);
    const state = open(1);
    expect(press(state, 'a')).toBe(state);
  });

  it('follows the pointer and closes with the focus', () => {
    expect(reduceCombobox(open(0), { type: 'pointed', at: 2 })).toEqual(open(2));
    expect(reduceCombobox(open(0), { type: 'closed' })).toEqual(closedCombobox);
  });
});
