import { formatTable } from './formatTable.ts';
import { type BuiltPackage, gzipSize, readBuiltPackage } from './package/builtPackage.ts';
import { codeChecks } from './package/codeChecks.ts';
import { manifestChecks } from './package/manifestChecks.ts';
import { measureSizes, sizeCheck } from './package/sizeChecks.ts';
import type { Counts } from './testing/step.ts';

const packageChecks = [...manifestChecks, ...codeChecks, sizeCheck];

/**
 * Checks the built package, prints each check and the size of every file, and counts the checks.
 *
 * @param folder that the build wrote
 */
export function checkPackage(folder: string): Counts {
  const built = readBuiltPackage(folder);
  let failed = 0;
  for (const { name, findProblems } of packageChecks) {
    const problems = tolerant(() => findProblems(built));
    if (problems.length > 0) failed += 1;
    console.log([`${problems.length === 0 ? '✓' : '✗'} ${name}`, ...problems].join('\n    '));
  }
  printSizes(built);
  return { passed: packageChecks.length - failed, failed, skipped: 0 };
}

/** A package so broken that a check can't read it has a problem, too. */
function tolerant(findProblems: () => string[]): string[] {
  try {
    return findProblems();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function printSizes(built: BuiltPackage): void {
  const files = [...built].map(([file, content]) => [
    file,
    String(content.length),
    String(gzipSize(content)),
  ]);
  console.log(`\n${formatTable(['file', 'bytes', 'gzipped'], files)}`);
  try {
    const sizes = measureSizes(built).map(({ name, size, limit }) => [name, String(size), String(limit)]);
    console.log(`\n${formatTable(['size', 'bytes', 'limit'], sizes)}`);
  } catch {
    // The checks above have said what can't be read.
  }
}
