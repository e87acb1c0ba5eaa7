import path from 'node:path';
import { findLogProblems } from './demo/checkLog.ts';
import { conversation, demoContact, demoNote, demoSteps } from './demo/demoSteps.ts';
import { runDemoSteps } from './demo/runSteps.ts';
import type { DemoStage } from './demo/stage.ts';
import { formatTable } from './formatTable.ts';
import { root } from './runProgram.ts';

/**
 * Drives everything from the first look at the softphone to the call in HubSpot through the real interface, and prints the call as the
 * sandbox's CRM holds it.
 *
 * @throws {Error} when a step fails, or the call is not in HubSpot once and right
 */
export async function runDemo(stage: DemoStage, print: (line: string) => void = console.log): Promise<void> {
  const outputDir = path.join(root, 'demo-output');
  await runDemoSteps(demoSteps, stage, { outputDir, print });
  const calls = stage.sandbox.hubspot.calls();
  for (const { id, properties, associations } of calls) {
    const rows = Object.entries({ ...properties, contacts: associations.contacts.join(', ') });
    print(
      `\nCall ${id} in HubSpot\n${formatTable(
        ['property', 'value'],
        rows.map(([name, value]) => [name, value ?? '']),
      )}`,
    );
  }
  const { id, e164 } = demoContact;
  const problems = findLogProblems(calls, {
    contactId: id,
    number: e164,
    shortestDuration: conversation,
    note: demoNote,
  });
  if (problems.length > 0) throw new Error(`The call is not logged as it should be:\n${problems.join('\n')}`);
  print(
    `\nThe call is on ${demoContact.firstName} ${demoContact.lastName}, once. Pictures of each step are in demo-output/.`,
  );
}
