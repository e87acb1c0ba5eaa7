import { expect, test } from 'vitest';
import { countPlaywrightReport, countVitestReport, withExitCode } from './reports.ts';

function vitestFile(status: string, ...tests: string[]) {
  return { status, assertionResults: tests.map((each) => ({ status: each, title: 'a test' })) };
}

test("counts Vitest's tests by outcome", () => {
  const testResults = [
    vitestFile('passed', 'passed', 'passed', 'pending', 'todo'),
    vitestFile('failed', 'failed', 'passed'),
  ];
  expect(countVitestReport({ testResults })).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test('a file that could not be run counts as one failed test', () => {
  expect(countVitestReport({ testResults: [vitestFile('failed')] })).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  });
  expect(countVitestReport({ testResults: [vitestFile('failed', 'passed')] }).failed).toBe(1);
});

test("counts Playwright's tests; what passed on a second attempt only has failed", () => {
  const stats = { expected: 5, unexpected: 2, flaky: 1, skipped: 3 };
  expect(countPlaywrightReport({ errors: [], stats })).toEqual({ passed: 5, failed: 3, skipped: 3 });
});

test('an error outside any test counts as one failed test', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 };
  expect(countPlaywrightReport({ errors: [{ message: 'no such file' }], stats }).failed).toBe(1);
});

test('refuses a report of another shape', () => {
  expect(() => countVitestReport({})).toThrow();
  expect(() => countPlaywrightReport({ stats: {} })).toThrow();
});

test.each([0, 1, null])('with exit code %s, a report without failures', (exitCode) => {
  const counts = { passed: 3, failed: 0, skipped: 0 };
  expect(withExitCode(counts, exitCode).failed).toBe(exitCode === 0 ? 0 : 1);
});

test('a failure that the report shows is not counted twice', () => {
  expect(withExitCode({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2);
});
