import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoStep, runDemoSteps } from './runSteps.ts';

let outputDir: string;
beforeAll(async () => {
  outputDir = await mkdtemp(path.join(tmpdir(), 'offhook-demo-'));
});
afterAll(() => rm(outputDir, { recursive: true }));

const screen = { screenshot: ({ path: file }: { path: string }) => writeFile(file, 'picture') };

function step(name: string, run = () => {}): DemoStep<string[]> {
  return {
    name,
    run: async (stage) => {
      run();
      stage.push(name);
      return screen;
    },
  };
}

test('runs the steps in order, with a time and a picture each, and removes older pictures', async () => {
  await writeFile(path.join(outputDir, '99-old.png'), 'picture');
  const stage: string[] = [];
  const printed: string[] = [];
  let time = 0;
  const now = () => {
    time += 250;
    return time;
  };
  const steps = [step('Open the softphone'), step('Call "Ada Brandt"')];
  await runDemoSteps(steps, stage, { outputDir, print: (line) => printed.push(line), now });
  expect(stage).toEqual(['Open the softphone', 'Call "Ada Brandt"']);
  expect(await readdir(outputDir)).toEqual(['01-open-the-softphone.png', '02-call-ada-brandt.png']);
  expect(printed).toEqual([
    expect.stringMatching(/^01 {2}Open the softphone +0\.25 s$/),
    expect.stringMatching(/^02 {2}Call "Ada Brandt" +0\.25 s$/),
  ]);
});

test('ends at a failure, and says which step it was', async () => {
  const stage: string[] = [];
  const fail = () => {
    throw new Error('no such button');
  };
  const steps = [step('Hang up', fail), step('See the log')];
  await expect(runDemoSteps(steps, stage, { outputDir, print: () => {} })).rejects.toThrow(
    'Step 01, "Hang up", failed: no such button',
  );
  expect(stage).toEqual([]);
});
