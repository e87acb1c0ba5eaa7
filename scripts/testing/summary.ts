import { formatTable } from '../formatTable.ts';
import { addUp, type StepResult } from './step.ts';

/** A table of the steps, and as the last line the sum over all tests: `N passed, N failed`. */
export function summarise(results: readonly StepResult[]): string {
  const rows = results.map(({ name, seconds, passed, failed, skipped }) => [
    name,
    seconds.toFixed(1),
    String(passed),
    String(failed),
    String(skipped),
  ]);
  const { passed, failed, skipped } = addUp(results);
  const total = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return `${formatTable(['step', 'seconds', 'passed', 'failed', 'skipped'], rows)}\n\n${total}`;
}
