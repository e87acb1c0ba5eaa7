import { expect, test } from 'vitest';
import { formatFigures, toJson } from './figure.ts';

test('figures stand beside their budgets', () => {
  const spread = { count: 8, median: 12.3456, quartiles: [-0.001, 20] as [number, number], p95: 30 };
  const table = formatFigures('cost', [
    { name: 'main thread', unit: 'ms', value: 12.3456, spread, budget: 15 },
    { name: 'package', unit: 'kB', value: 1234.5, budget: 1000 },
    { name: 'style', unit: 'ms', value: 0 },
  ]);
  expect(table.split('\n').map((line) => line.split(/\s{2,}/))).toEqual([
    ['cost', 'value', 'p50', 'quartiles', 'p95', 'times', 'budget'],
    ['main thread', '12.35 ms', '12.35', '0.00 … 20.00', '30.00', '8', '15 ms', 'within'],
    ['package', '1235 kB', '1000 kB', 'OVER'],
    ['style', '0.00 ms'],
  ]);
});

test('JSON holds whole thousandths', () => {
  expect(toJson({ value: 1 / 3, name: 'x', list: [2] })).toBe('{"value":0.333,"name":"x","list":[2]}');
});
