import * as v from 'valibot';
import type { Counts } from './step.ts';

const VitestReport = v.object({
  testResults: v.array(
    v.object({
      status: v.string(),
      assertionResults: v.array(v.object({ status: v.string() })),
    }),
  ),
});

/**
 * Counts the tests in the report of Vitest's `json` reporter. A file that failed outside its tests (it could not be imported, a
 * hook threw) counts as one failed test.
 */
export function countVitestReport(report: unknown): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of v.parse(VitestReport, report).testResults) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  return counts;
}

const PlaywrightReport = v.object({
  errors: v.array(v.unknown()),
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
});

/** Counts the tests in the report of Playwright's `json` reporter. Errors outside any test count as one failed test each. */
export function countPlaywrightReport(report: unknown): Counts {
  const { errors, stats } = v.parse(PlaywrightReport, report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * A runner that exits with an error although its report shows no failure (it crashed, or found no tests) has failed, too.
 *
 * @param exitCode null when a signal ended the runner
 */
export function withExitCode(counts: Counts, exitCode: number | null): Counts {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
