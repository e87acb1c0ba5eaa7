import { describe, expect, it } from 'vitest';
import { customerPageUrl } from '../customerPage.ts';
import { normalizeNumber, readSettings } from './settings.ts';

describe('readSettings', () => {
  it('reads what customerPageUrl wrote', () => {
    const asked = { number: '+12025550199', name: 'Zoë & Co', auto: true, tone: 880 };
    expect(readSettings(new URL(customerPageUrl('http://127.0.0.1:1', asked)).search)).toEqual(asked);
  });

  it.each([
    ['', { number: '+12025550143', name: '', auto: false, tone: undefined }],
    ['?number=+12025550199', { number: '+12025550199', name: '', auto: false, tone: undefined }],
    ['?number=&tone=high&auto=yes', { number: '+12025550143', name: '', auto: false, tone: undefined }],
    ['?tone=20000', { number: '+12025550143', name: '', auto: false, tone: undefined }],
  ])('reads %s', (search, settings) => {
    expect(readSettings(search)).toEqual(settings);
  });
});

describe('normalizeNumber', () => {
  it.each([
    ['+1 (202) 555-0143', '+12025550143'],
    ['030/901820', '030901820'],
    ['1234', undefined],
    ['+1234567890123456', undefined],
    ['maria', undefined],
  ])('makes %s to %s', (typed, number) => {
    expect(normalizeNumber(typed)).toBe(number);
  });
});
