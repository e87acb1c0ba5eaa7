import { describe, expect, it } from 'vitest';
import { readDialText } from './dialText.ts';

const contact = { id: '101', name: 'Ada Brandt' };

describe('what is dialled', () => {
  it('is the number as typed: the phone reads it', () => {
    expect(readDialText(' (415) 555-0142 ', undefined)).toEqual({ ok: true, number: '(415) 555-0142' });
    expect(readDialText('1-800-FLOWERS', undefined)).toMatchObject({ ok: true });
    expect(readDialText('reception@sip.example.com', undefined)).toMatchObject({ ok: true });
  });

  it('is the chosen contact’s number, with the contact', () => {
    const chosen = { contact, label: 'Mobile', number: '+1 415 555 0199' };
    expect(readDialText('Ada Brandt', chosen)).toEqual({ ok: true, number: '+1 415 555 0199', contact });
  });

  it.each([
    ['', 'numberMissing'],
    ['   ', 'numberMissing'],
    ['Ada Brandt', 'nameNotChosen'],
  ])('%j: %s', (text, code) =>
    expect(readDialText(text, undefined)).toMatchObject({ ok: false, problem: { code } }),
  );
});
