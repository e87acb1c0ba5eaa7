/** How many tests a step ran, by outcome. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Step {
  name: string;
  /** Names of earlier steps without whose success this one says nothing. */
  needs?: readonly string[];
  run: () => Promise<Counts> | Counts;
}

export interface StepResult extends Counts {
  name: string;
  seconds: number;
  /** Why the step did not run. */
  reason?: string;
}

/** What the steps write to and read the time from. */
interface Surroundings {
  print: (line: string) => void;
  /** In milliseconds. */
  now: () => number;
}

const surroundingsOfThisProcess: Surroundings = { print: console.log, now: () => performance.now() };

/**
 * Runs the steps in order, each whether or not an earlier one failed. A step that throws, and one that needs a step which failed,
 * count as one failed test.
 */
export async function runSteps(
  steps: readonly Step[],
  surroundings = surroundingsOfThisProcess,
): Promise<StepResult[]> {
  const { print, now } = surroundings;
  const results: StepResult[] = [];
  for (const step of steps) {
    print(`\n=== ${step.name}`);
    const startedAt = now();
    const failedNeed = results.find((result) => step.needs?.includes(result.name) && result.failed > 0);
    const outcome = failedNeed === undefined ? await runStep(step) : notRun(`needs "${failedNeed.name}"`);
    if (outcome.reason !== undefined) print(outcome.reason);
    results.push({ name: step.name, seconds: (now() - startedAt) / 1000, ...outcome });
  }
  return results;
}

async function runStep(step: Step): Promise<Counts & { reason?: string }> {
  try {
    return await step.run();
  } catch (error) {
    return notRun(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function notRun(reason: string): Counts & { reason: string } {
  return { passed: 0, failed: 1, skipped: 0, reason };
}

export function addUp(counts: readonly Counts[]): Counts {
  const sum = (pick: (each: Counts) => number) => counts.reduce((total, each) => total + pick(each), 0);
  return {
    passed: sum((each) => each.passed),
    failed: sum((each) => each.failed),
    skipped: sum((each) => each.skipped),
  };
}
