import { describe, expect, test } from 'vitest';
import { quantile, summarise } from './statistics.ts';

describe('quantile', () => {
  test.each([
    [[7], 0.95, 7],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3], 0.5, 2],
    [[10, 20, 30, 40, 50], 0.95, 48],
    [[-3, -1, -2], 0, -3],
    [[-3, -1, -2], 1, -1],
  ])('of %j at %d is %d', (values, q, expected) => {
    expect(quantile(values, q)).toBeCloseTo(expected, 10);
  });

  test('leaves its input as it was', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  test('of nothing is an error', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

test('a summary holds median, quartiles and p95', () => {
  expect(summarise([5, 1, 4, 2, 3])).toEqual({ count: 5, median: 3, quartiles: [2, 4], p95: 4.8 });
});
