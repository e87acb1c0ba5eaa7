import { expect, test } from 'vitest';
import { addedFigures, plainFigures } from './compare.ts';
import type { LoadCost } from './measureLoad.ts';

const load = (mainThreadMs: number, heapKb = 0): LoadCost => ({
  mainThreadMs,
  heapKb,
  scriptMs: 0,
  longTasks: 0,
  requests: 0,
});

test('what is added is compared within each round', () => {
  const plain = [load(100), load(200), load(300)];
  const loaded = [load(105), load(209), load(301)];
  const [mainThread] = addedFigures('launcher', plain, loaded, true);
  expect(mainThread).toMatchObject({ name: 'launcher: main thread added', value: 5, budget: 15 });
  expect(mainThread?.spread?.quartiles).toEqual([3, 7]);
});

test('figures without a budget have none', () => {
  expect(addedFigures('panel', [load(1)], [load(2)], false).map(({ budget }) => budget)).toEqual(
    Array(5).fill(undefined),
  );
  expect(plainFigures([load(1, 4), load(3, 8)])).toMatchObject([
    { value: 2 },
    { value: 0 },
    { value: 6 },
    {},
    {},
  ]);
});
