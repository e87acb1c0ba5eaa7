import { describe, expect, it } from 'vitest';
import { formatDuration, formatWhen } from './duration.ts';

describe('a duration', () => {
  it.each([
    [-5, '0:00'],
    [0, '0:00'],
    [999, '0:00'],
    [7_000, '0:07'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [725_000, '12:05'],
    [3_599_000, '59:59'],
    [3_723_000, '1:02:03'],
    [36_000_000, '10:00:00'],
  ])('of %d ms reads %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe('when a call was', () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 30).getTime();
  const now = at(22, 15);

  it('is the time today, the weekday this week, the date before', () => {
    expect(formatWhen(at(22, 9), now, 'en-GB')).toBe('9:30');
    expect(formatWhen(at(21, 9), now, 'en-GB')).toBe('Sat 9:30');
    expect(formatWhen(at(2, 9), now, 'en-GB')).toBe('2 Nov');
  });
});
