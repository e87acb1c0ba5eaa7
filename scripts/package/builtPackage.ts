import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** The built extension: every file's content by its path in the package, with forward slashes. */
export type BuiltPackage = ReadonlyMap<string, Buffer>;

/** A rule for the built package. */
export interface PackageCheck {
  /** What holds when the check passes. */
  name: string;
  /** One sentence for each place where it does not hold. */
  findProblems: (built: BuiltPackage) => string[];
}

/** @param folder that the build wrote */
export function readBuiltPackage(folder: string): BuiltPackage {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file)]),
  );
}

/** In bytes, at gzip's best compression. */
export function gzipSize(content: Buffer): number {
  return gzipSync(content, { level: 9 }).length;
}

/** The text of a file. @throws {Error} when the package has no such file */
export function readText(built: BuiltPackage, file: string): string {
  const content = built.get(file);
  if (content === undefined) throw new Error(`The package has no ${file}.`);
  return content.toString('utf8');
}

/** The paths of all scripts. */
export function scripts(built: BuiltPackage): string[] {
  return [...built.keys()].filter((file) => /\.m?js$/.test(file));
}

const binaryFile = /\.(png|ico|jpe?g|webp|wav|mp3|ogg|woff2?)$/;

/** The files that are text, with their text. */
export function textFiles(built: BuiltPackage): [file: string, text: string][] {
  return [...built.keys()]
    .filter((file) => !binaryFile.test(file))
    .map((file) => [file, readText(built, file)]);
}
