import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contactDetailsSchema } from '../messaging/requests.ts';
import { contactDetails, contactSchema, contactSummary } from './contactDetails.ts';
import { contact } from './testing/contact.ts';

const details = (properties: Record<string, string | null>) =>
  contactDetails(v.parse(contactSchema, contact('51', properties)), 'US');

describe('contactDetails', () => {
  it('maps name, company, e-mail and numbers', () => {
    expect(
      details({
        firstname: 'Ada',
        lastname: 'Brandt',
        company: 'Brandt GmbH',
        email: 'ada@brandt.example',
        phone: '(415) 555-0132',
        mobilephone: '+49 89 1234567',
      }),
    ).toEqual({
      id: '51',
      name: 'Ada Brandt',
      company: 'Brandt GmbH',
      email: 'ada@brandt.example',
      numbers: [
        { label: 'Phone', number: '(415) 555-0132' },
        { label: 'Mobile', number: '+49 89 1234567' },
      ],
    });
  });

  it.each([
    [{ firstname: 'Ada', lastname: ' ' }, 'Ada'],
    [{ lastname: 'Brandt', email: 'a@b.example' }, 'Brandt'],
    [{ firstname: '', email: 'a@b.example', phone: '1' }, 'a@b.example'],
    [{ phone: '(415) 555-0132' }, '(415) 555-0132'],
    [{ mobilephone: '+14155550132' }, '+14155550132'],
    [{}, 'Contact 51'],
  ])('names %j', (properties, name) => {
    expect(details(properties).name).toBe(name);
  });

  it('shows two writings of one number once, and two extensions of it twice', () => {
    expect(details({ phone: '(415) 555-0132', mobilephone: '+14155550132' }).numbers).toEqual([
      { label: 'Phone', number: '(415) 555-0132' },
    ]);
    expect(details({ phone: '4155550132 x1', mobilephone: '4155550132 x2' }).numbers).toHaveLength(2);
    expect(details({ phone: 'front desk', mobilephone: 'front desk' }).numbers).toHaveLength(1);
    expect(details({ phone: null, mobilephone: '' }).numbers).toEqual([]);
  });

  it('makes what the messages between the parts take, of any text', () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 400 }));
    const fields = fc.record({
      firstname: text,
      lastname: text,
      company: text,
      phone: text,
      mobilephone: text,
    });
    fc.assert(
      fc.property(fields, (properties) => {
        const made = details(properties);
        expect(v.parse(contactDetailsSchema, made)).toEqual(made);
        expect(made.name.length).toBeGreaterThan(0);
      }),
    );
  }, 30_000);

  it('keeps long names within what a call record takes', () => {
    const summary = contactSummary(v.parse(contactSchema, contact('1', { firstname: '😀'.repeat(150) })));
    expect(summary.name.length).toBeLessThanOrEqual(200);
    expect(summary.name.isWellFormed()).toBe(true);
  });
});
