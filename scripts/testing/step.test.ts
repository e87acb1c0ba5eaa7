import { expect, test } from 'vitest';
import { addUp, runSteps, type Step } from './step.ts';
import { summarise } from './summary.ts';

const passing = { passed: 2, failed: 0, skipped: 1 };
const failing = { passed: 1, failed: 1, skipped: 0 };

function run(steps: Step[]) {
  const printed: string[] = [];
  let time = 0;
  const now = () => {
    time += 1500;
    return time;
  };
  return runSteps(steps, { print: (line) => printed.push(line), now }).then((results) => ({
    results,
    printed,
  }));
}

test('goes on after a failure, and measures each step', async () => {
  const { results } = await run([
    { name: 'types', run: () => failing },
    { name: 'unit', run: async () => passing },
  ]);
  expect(results).toEqual([
    { name: 'types', seconds: 1.5, ...failing },
    { name: 'unit', seconds: 1.5, ...passing },
  ]);
});

test('a step that needs a failed one is not run and counts as failed', async () => {
  let ran = false;
  const { results, printed } = await run([
    { name: 'build', run: () => failing },
    {
      name: 'end to end',
      needs: ['build'],
      run: () => {
        ran = true;
        return passing;
      },
    },
  ]);
  expect(ran).toBe(false);
  expect(results[1]).toMatchObject({ passed: 0, failed: 1, reason: 'needs "build"' });
  expect(printed).toContain('needs "build"');
});

test('a step that throws counts as failed and says why', async () => {
  const { results, printed } = await run([
    {
      name: 'unit',
      run: () => {
        throw new Error('no report');
      },
    },
  ]);
  expect(results[0]).toMatchObject({ passed: 0, failed: 1 });
  expect(printed.join()).toContain('no report');
});

test('the summary ends with the sum over all steps', () => {
  const results = [
    { name: 'types', seconds: 3.21, passed: 1, failed: 0, skipped: 0 },
    { name: 'end to end', seconds: 100, passed: 20, failed: 1, skipped: 0 },
  ];
  expect(summarise(results).split('\n')).toEqual([
    'step        seconds  passed  failed  skipped',
    'types           3.2       1       0        0',
    'end to end    100.0      20       1        0',
    '',
    '21 passed, 1 failed',
  ]);
});

test('skipped tests are named in the last line', () => {
  const results = [{ name: 'SIP lab', seconds: 0, passed: 0, failed: 0, skipped: 1 }];
  expect(summarise(results)).toMatch(/\n0 passed, 0 failed, 1 skipped$/);
});

test('adds up', () => {
  expect(addUp([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  expect(addUp([passing, failing])).toEqual({ passed: 3, failed: 1, skipped: 1 });
});
