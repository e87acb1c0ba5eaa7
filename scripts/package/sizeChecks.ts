import { type BuiltPackage, gzipSize, type PackageCheck } from './builtPackage.ts';
import { readManifest } from './manifest.ts';
import { firstLoadOf } from './page.ts';

/** The most that each part may weigh, in bytes. */
const sizeLimits = { contentScript: 6_000, panelFirstLoad: 150_000, wholePackage: 1_000_000 };

/** A measured part of the package, in bytes. */
export interface MeasuredSize {
  name: string;
  size: number;
  limit: number;
}

/** The sizes that have a limit: the first two gzipped, the whole package as unpacked. */
export function measureSizes(built: BuiltPackage): MeasuredSize[] {
  const gzipped = (files: readonly string[]) =>
    sum(files.map((file) => gzipSize(built.get(file) ?? Buffer.alloc(0))));
  return [
    {
      name: 'content script, gzipped',
      size: gzipped(readManifest(built).content_scripts.flatMap(({ js, css }) => [...js, ...css])),
      limit: sizeLimits.contentScript,
    },
    {
      name: 'panel, first load, gzipped',
      size: gzipped(firstLoadOf(built, 'src/panel/index.html')),
      limit: sizeLimits.panelFirstLoad,
    },
    {
      name: 'whole package, unpacked',
      size: sum([...built.values()].map((content) => content.length)),
      limit: sizeLimits.wholePackage,
    },
  ];
}

export const sizeCheck: PackageCheck = {
  name: 'sizes are within their limits',
  findProblems: (built) =>
    measureSizes(built)
      .filter(({ size, limit }) => size > limit)
      .map(({ name, size, limit }) => `${name}: ${size} bytes, at most ${limit}.`),
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
