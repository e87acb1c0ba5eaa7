import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '../runProgram.ts';
import { countPlaywrightReport, countVitestReport, withExitCode } from './reports.ts';
import type { Counts } from './step.ts';

/** Runs Vitest with these arguments and counts its tests. */
export function runVitest(vitestArguments: readonly string[]): Promise<Counts> {
  return withReportFile(async (reportFile) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const exitCode = await runProgram('vitest', ['run', ...reporters, ...vitestArguments]);
    return withExitCode(countVitestReport(await readReport(reportFile)), exitCode);
  });
}

/** Runs Playwright's test runner with these arguments and counts its tests. */
export function runPlaywright(playwrightArguments: readonly string[]): Promise<Counts> {
  return withReportFile(async (reportFile) => {
    const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile };
    const exitCode = await runProgram(
      'playwright',
      ['test', '--reporter=list,json', ...playwrightArguments],
      environment,
    );
    return withExitCode(countPlaywrightReport(await readReport(reportFile)), exitCode);
  });
}

/** Runs a checker that has no tests of its own, such as the compiler; it counts as one. */
export async function runCheck(program: string, programArguments: readonly string[]): Promise<Counts> {
  const exitCode = await runProgram(program, programArguments);
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function withReportFile(run: (reportFile: string) => Promise<Counts>): Promise<Counts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'offhook-report-'));
  try {
    return await run(path.join(folder, 'report.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readReport(reportFile: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(reportFile, 'utf8'));
  } catch (cause) {
    throw new Error('The test runner wrote no report.', { cause });
  }
}
