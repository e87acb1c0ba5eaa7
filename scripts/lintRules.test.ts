import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const use = (what: string, from: string) =>
  `import { ${what} } from '${from}';\nexport const used = ${what};\n`;

/** Code that breaks a dependency rule, in the file that it is forbidden in. */
const forbidden: [file: string, code: string, message: RegExp][] = [
  ['src/calls/entry.ts', use('dial', '../phone/dial.ts'), /do not know the entries/],
  ['src/calls/below/entry.ts', use('dial', '../../panel/dial.ts'), /do not know the entries/],
  ['src/hubspot/reExport.ts', `export { dial } from '../background/dial.ts';\n`, /do not know the entries/],
  [
    'src/settings/type.ts',
    `import type { Dial } from '../options/dial.ts';\nexport type Used = Dial;\n`,
    /do not know the entries/,
  ],
  [
    'src/messaging/dynamic.ts',
    `export const used = await import('../content/dial.ts');\n`,
    /do not know the entries/,
  ],
  ['src/contactCenter/react.ts', use('useState', 'react'), /stay in src\/panel/],
  ['src/calls/reactDom.ts', use('createRoot', 'react-dom/client'), /stay in src\/panel/],
  ['src/calls/zustand.ts', use('createStore', 'zustand/vanilla'), /stay in src\/panel/],
  ['src/calls/polyfill.ts', use('runtime', 'webextension-polyfill'), /Only src\/browserApi/],
  ['src/calls/browserApi.ts', use('browser', '../browserApi/index.ts'), /entries know the browser/],
  ['src/calls/chrome.ts', 'export const used = chrome.runtime;\n', /global variable chrome/],
  ['src/calls/browser.ts', 'export const used = browser;\n', /global variable browser/],
  ['src/hubspot/document.ts', 'export const used = document.title;\n', /global variable document/],
  ['src/contactCenter/window.ts', 'export const used = window.name;\n', /global variable window/],
  ['src/settings/navigator.ts', 'export const used = navigator.onLine;\n', /global variable navigator/],
  ['src/newFolder/document.ts', 'export const used = document.title;\n', /global variable document/],
  ['src/background/phone.ts', use('dial', '../phone/dial.ts'), /Entries do not import one another/],
  ['src/content/panel.ts', use('dial', '../panel/dial.ts'), /Entries do not import one another/],
  ['src/panel/background.tsx', use('dial', '../background/dial.ts'), /Entries do not import one another/],
  ['src/phone/panel.ts', use('dial', '../panel/dial.ts'), /Entries do not import one another/],
  ['src/options/phone.tsx', use('dial', '../phone/dial.ts'), /Entries do not import one another/],
  ['src/background/sip.ts', use('UA', 'jssip'), /Only src\/phone knows SIP/],
  ['src/panel/sip.ts', use('URI', 'jssip/lib/URI.js'), /Only src\/phone knows SIP/],
  ['src/calls/sip.ts', use('UA', 'jssip'), /Only src\/phone knows SIP/],
  ['src/phone/ui.ts', use('Button', '../ui/Button.tsx'), /stay in src\/panel/],
  ['src/ui/entry.tsx', use('store', '../panel/store.ts'), /do not know the entries/],
  ['src/ui/browserApi.tsx', use('browser', '../browserApi/index.ts'), /entries know the browser/],
  ['src/phone/react.ts', use('useState', 'react'), /stay in src\/panel/],
  ['src/content/validation.ts', use('parse', 'valibot'), /Every kilobyte/],
  ['src/phone/sandbox.ts', use('pbx', '../../sandbox/index.ts'), /nothing of the sandbox/],
  ['src/panel/bench.ts', use('bench', '../../bench/index.ts'), /nothing of the sandbox/],
  ['src/calls/endToEnd.ts', use('help', '../../e2e/support/help.ts'), /nothing of the sandbox/],
  ['src/options/scripts.ts', use('root', '../../scripts/runProgram.ts'), /nothing of the sandbox/],
];

/** Code that is close to the rules and must pass. */
const allowed: [file: string, code: string][] = [
  ['src/phone/allowed.ts', `${use('UA', 'jssip')}export const title = document.title;\n`],
  ['src/panel/allowed.tsx', `${use('useState', 'react')}export const title = document.title;\n`],
  ['src/ui/allowed.tsx', `${use('useState', 'react')}export const title = document.title;\n`],
  ['src/background/allowed.ts', use('browser', '../browserApi/index.ts')],
  ['src/calls/allowed.ts', use('parse', '../hubspot/parse.ts')],
  ['src/browserApi/allowed.ts', use('runtime', 'webextension-polyfill')],
  ['e2e/allowed.ts', `${use('id', '../src/panel/id.ts')}export const title = document.title;\n`],
];

const folder = mkdtempSync(path.join(tmpdir(), 'offhook-lint-'));
let complaints: string[];

beforeAll(() => {
  cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
  cpSync(path.join(root, '.gitignore'), path.join(folder, '.gitignore'));
  for (const [file, code] of [...forbidden, ...allowed]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), code);
  }
  const biome = path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const lint = ['lint', '--reporter=github', '--max-diagnostics=none', '.'];
  complaints = spawnSync(process.execPath, [biome, ...lint], { cwd: folder, encoding: 'utf8' }).stdout.split(
    '\n',
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(forbidden)('%s is refused', (file, _code, message) => {
  expect(complaintsAbout(file)).toEqual([expect.stringMatching(message)]);
});

test.each(allowed)('%s is accepted', (file) => {
  expect(complaintsAbout(file)).toEqual([]);
});

function complaintsAbout(file: string): string[] {
  return complaints.filter((complaint) => complaint.includes(`${file},`));
}
