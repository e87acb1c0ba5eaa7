import { type BuiltPackage, type PackageCheck, readText, scripts, textFiles } from './builtPackage.ts';
import { readScript, resolveInPackage, withStaticImports } from './javascript.ts';
import { readManifest } from './manifest.ts';
import { readPage } from './page.ts';

/** Names that only tests, the sandbox and the tools have. */
const foreignWords = [
  'playwright',
  'vitest',
  'faker-js',
  'fake-indexeddb',
  'selfsigned',
  '@hono/',
  'sandbox/',
  'e2e/',
  '__test',
];

export const codeChecks: readonly PackageCheck[] = [
  {
    name: 'the content script is one self-contained file',
    findProblems: (built) => {
      const files = readManifest(built).content_scripts.flatMap(({ js, css }) => [...js, ...css]);
      if (files.length !== 1) return [`Pages get ${files.length} files: ${files.join(', ')}.`];
      return files.flatMap((file) => {
        const { staticImports, hasDynamicImport, hasExport } = readScript(readText(built, file));
        return [
          ...staticImports.map((target) => `${file} imports ${target}.`),
          ...(hasDynamicImport ? [`${file} has a dynamic import.`] : []),
          ...(hasExport ? [`${file} has an export, which no content script can have.`] : []),
        ];
      });
    },
  },
  {
    name: 'the service worker uses no document and no dynamic import',
    findProblems: (built) =>
      withStaticImports(built, [readManifest(built).background.service_worker]).flatMap((file) => {
        const { hasDynamicImport, calls } = readScript(readText(built, file));
        return [
          ...[...calls]
            .filter((name) => name.startsWith('document.'))
            .map((name) => `${file} calls ${name}.`),
          ...(hasDynamicImport ? [`${file} has a dynamic import, which service workers refuse.`] : []),
        ];
      }),
  },
  {
    name: 'no script makes code from text',
    findProblems: (built) =>
      scripts(built).flatMap((file) => {
        const { calls } = readScript(readText(built, file));
        return ['eval', 'Function', 'importScripts']
          .filter((name) => calls.has(name))
          .map((name) => `${file} calls ${name}.`);
      }),
  },
  {
    name: 'pages load only files of the package',
    findProblems: (built) =>
      pages(built).flatMap((file) => {
        const { scripts, styles, hasInlineScript } = readPage(readText(built, file));
        const addresses = [...scripts, ...styles];
        const foreign = addresses.filter((address) => /^([a-z]+:)?\/\//i.test(address));
        const missing = addresses.filter(
          (address) => !foreign.includes(address) && !built.has(resolveInPackage(file, address)),
        );
        return [
          ...foreign.map((address) => `${file} loads ${address}.`),
          ...missing.map((address) => `${file} loads ${address}, which the package does not have.`),
          ...(hasInlineScript ? [`${file} has an inline script.`] : []),
        ];
      }),
  },
  {
    name: 'no address of a test server',
    findProblems: (built) =>
      // Loopback without a port is the product's own rule: there, and only there, a PBX may be reached without TLS.
      textFiles(built).flatMap(([file, text]) =>
        [...text.matchAll(/(localhost|127\.0\.0\.1|\[::1\]):\d+/g)].map(
          ([address]) => `${file} names ${address}.`,
        ),
      ),
  },
  {
    name: 'no source maps',
    findProblems: (built) =>
      textFiles(built).flatMap(([file, text]) => [
        ...(file.endsWith('.map') ? [`${file} is a source map.`] : []),
        ...(/[#@] sourceMappingURL=/.test(text) ? [`${file} names a source map.`] : []),
      ]),
  },
  {
    name: 'no test, sandbox or TypeScript file',
    findProblems: (built) =>
      textFiles(built).flatMap(([file, text]) => [
        ...(/\.(tsx?|test\.[^/]*|spec\.[^/]*)$/.test(file) ? [`${file} is no built file.`] : []),
        ...foreignWords.filter((word) => text.includes(word)).map((word) => `${file} mentions ${word}.`),
      ]),
  },
];

function pages(built: BuiltPackage): string[] {
  return [...built.keys()].filter((file) => file.endsWith('.html'));
}
