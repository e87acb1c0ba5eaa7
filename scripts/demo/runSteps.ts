import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** What a step leaves on screen. Playwright's pages have this method. */
export interface Screen {
  screenshot: (options: { path: string }) => Promise<unknown>;
}

/** One thing that a person would do. */
export interface DemoStep<Stage> {
  /** Short and in the imperative, as the report prints it. */
  name: string;
  /** Does it, waits until it shows, and returns what to take a picture of. */
  run: (stage: Stage) => Promise<Screen>;
}

export interface DemoOptions {
  /** Where the pictures go: `01-open-the-softphone.png` and so on. Pictures of an earlier run are removed. */
  outputDir: string;
  print: (line: string) => void;
  /** In milliseconds. */
  now?: () => number;
}

/**
 * Runs the steps in order, prints each with its time, and saves a picture after each.
 *
 * @throws {Error} the first step's error, with the step's name; no further step is run
 */
export async function runDemoSteps<Stage>(
  steps: readonly DemoStep<Stage>[],
  stage: Stage,
  { outputDir, print, now = () => performance.now() }: DemoOptions,
): Promise<void> {
  await rm(outputDir, { recursive: true, force: true });
  await mkdir(outputDir, { recursive: true });
  for (const [index, step] of steps.entries()) {
    const number = String(index + 1).padStart(2, '0');
    const startedAt = now();
    const screen = await step.run(stage).catch((cause: unknown) => {
      throw new Error(
        `Step ${number}, "${step.name}", failed: ${cause instanceof Error ? cause.message : cause}`,
        { cause },
      );
    });
    print(`${number}  ${step.name.padEnd(50)} ${((now() - startedAt) / 1000).toFixed(2).padStart(6)} s`);
    await screen.screenshot({ path: path.join(outputDir, `${number}-${fileNameOf(step.name)}.png`) });
  }
}

function fileNameOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
