import { gzipSize, readBuiltPackage } from '../scripts/package/builtPackage.ts';
import { measureSizes } from '../scripts/package/sizeChecks.ts';
import type { Figure } from './figure.ts';

/** A file of the built package, in bytes. */
export interface FileSize {
  file: string;
  bytes: number;
  gzip: number;
}

/** Sizes of the build in `folder`: every file, and the sums that have a budget. */
export function readSizes(folder: string): { files: FileSize[]; figures: Figure[] } {
  const built = readBuiltPackage(folder);
  return {
    files: [...built].map(([file, content]) => ({ file, bytes: content.length, gzip: gzipSize(content) })),
    figures: measureSizes(built).map(({ name, size, limit }) => ({
      name,
      unit: 'kB',
      value: size / 1000,
      budget: limit / 1000,
    })),
  };
}
