import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeChecks } from './codeChecks.ts';
import { goodPackage } from './goodPackage.fixture.ts';
import { manifestChecks } from './manifestChecks.ts';
import { measureSizes, sizeCheck } from './sizeChecks.ts';

const checks = [...manifestChecks, ...codeChecks, sizeCheck];
const content = { files: ['src/content/index.js'] };

type Changes = NonNullable<Parameters<typeof goodPackage>[0]>;

/** For each check, packages that break it, with what it says. */
const broken: [check: string, changes: Changes, problem: RegExp][] = [
  ['the manifest is a valid Manifest V3', { manifest: { manifest_version: 2 } }, /^manifest_version:/],
  ['the manifest is a valid Manifest V3', { manifest: { key: undefined } }, /^key:/],
  ['the manifest is a valid Manifest V3', { manifest: { version: '1.0-beta' } }, /^version:/],
  ['the manifest is a valid Manifest V3', { files: { 'manifest.json': undefined } }, /no manifest/],
  ['the key pins the extension id', { manifest: { key: 'bm8ga2V5' } }, /no public key/],
  [
    'every file that the manifest names exists',
    { files: { 'icons/48.png': undefined } },
    /icons\/48.png is missing/,
  ],
  ['every file that the manifest names exists', { manifest: { default_locale: 'de' } }, /_locales\/de/],
  ['permissions are exactly the expected ones', { manifest: { permissions: ['tabs'] } }, /unexpected tabs/],
  ['permissions are exactly the expected ones', { manifest: { permissions: [] } }, /lacks storage/],
  [
    'permissions are exactly the expected ones',
    { manifest: { optional_permissions: ['history'] } },
    /optional_permissions has an unexpected history/,
  ],
  [
    'host permissions are exactly the expected ones',
    { manifest: { host_permissions: ['<all_urls>'] } },
    /<all_urls>/,
  ],
  [
    'host permissions are exactly the expected ones',
    { manifest: { optional_host_permissions: ['https://*/*'] } },
    /optional_host_permissions/,
  ],
  [
    "the content script runs on HubSpot's application hosts only, outside login and consent",
    { manifest: { content_scripts: [{ js: content.files, matches: ['https://*.hubspot.com/*'] }] } },
    /unexpected https:\/\/\*\.hubspot\.com/,
  ],
  [
    "the content script runs on HubSpot's application hosts only, outside login and consent",
    { manifest: { content_scripts: [{ js: content.files, matches: [] }] } },
    /exclude_matches lacks https:\/\/app-eu1\.hubspot\.com\/oauth/,
  ],
  [
    'pages can load exactly the panel from the extension',
    { manifest: { web_accessible_resources: [{ resources: ['**/*'], matches: ['<all_urls>'] }] } },
    /unexpected .*\*\*\/\*/,
  ],
  ['no page can send messages to the extension', { manifest: { externally_connectable: {} } }, /is set/],
  [
    'extension pages run their own scripts only',
    { manifest: { content_security_policy: { extension_pages: "script-src 'self' 'unsafe-eval'" } } },
    /script-src is not/,
  ],
  [
    'the content script is one self-contained file',
    { files: { 'src/content/index.js': 'import"./a.js"' } },
    /imports/,
  ],
  [
    'the content script is one self-contained file',
    { files: { 'src/content/index.js': 'import("a")' } },
    /dynamic/,
  ],
  [
    'the content script is one self-contained file',
    { files: { 'src/content/index.js': 'export{}' } },
    /export/,
  ],
  [
    'the content script is one self-contained file',
    { manifest: { content_scripts: [{ js: [...content.files, 'assets/later.js'], matches: [] }] } },
    /2 files/,
  ],
  [
    'the service worker uses no document and no dynamic import',
    { files: { 'assets/shared.js': 'export const a=document.createElement("link")' } },
    /shared.js calls document.createElement/,
  ],
  [
    'the service worker uses no document and no dynamic import',
    { files: { 'assets/background.js': 'import("./later.js")' } },
    /dynamic import/,
  ],
  ['no script makes code from text', { files: { 'assets/later.js': 'eval("1")' } }, /calls eval/],
  ['no script makes code from text', { files: { 'assets/later.js': 'new Function("a")' } }, /calls Function/],
  [
    'pages load only files of the package',
    { files: { 'src/panel/index.html': '<script src="https://example.com/a.js"></script>' } },
    /loads https:\/\/example.com/,
  ],
  [
    'pages load only files of the package',
    { files: { 'src/panel/index.html': '<script type="module" src="./index.tsx"></script>' } },
    /index.tsx, which the package does not have/,
  ],
  [
    'pages load only files of the package',
    { files: { 'src/panel/index.html': '<script>alert(1)</script>' } },
    /inline script/,
  ],
  [
    'no address of a test server',
    { files: { 'assets/later.js': 'a="http://localhost:8080"' } },
    /localhost:8080/,
  ],
  ['no address of a test server', { files: { 'assets/later.js': 'a="127.0.0.1:5060"' } }, /127.0.0.1:5060/],
  ['no source maps', { files: { 'assets/later.js.map': '{}' } }, /is a source map/],
  [
    'no source maps',
    { files: { 'assets/later.js': '//# sourceMappingURL=later.js.map' } },
    /names a source map/,
  ],
  ['no test, sandbox or TypeScript file', { files: { 'src/panel/index.tsx': 'x' } }, /no built file/],
  ['no test, sandbox or TypeScript file', { files: { 'assets/later.js': 'a="vitest"' } }, /mentions vitest/],
  ['sizes are within their limits', { files: { 'src/content/index.js': noise(10_000) } }, /^content script/],
  ['sizes are within their limits', { files: { 'assets/shared.js': noise(250_000) } }, /^panel, first load/],
  [
    'sizes are within their limits',
    { files: { 'sounds/ring.wav': randomBytes(1_000_000) } },
    /^whole package/,
  ],
];

test('a good package passes every check', () => {
  for (const { name, findProblems } of checks) expect(findProblems(goodPackage()), name).toEqual([]);
});

test.each(broken)('"%s" finds fault', (name, changes, problem) => {
  const check = checks.find((each) => each.name === name);
  expect(check?.findProblems(goodPackage(changes))).toContainEqual(expect.stringMatching(problem));
});

test('every check has a package that breaks it', () => {
  const covered = new Set(broken.map(([name]) => name));
  expect(checks.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
});

test('the first load of the panel counts what it imports, not what it may load later', () => {
  const panelSize = (changes: Changes) => measureSizes(goodPackage(changes))[1]?.size ?? Number.NaN;
  expect(panelSize({ files: { 'assets/later.js': noise(50_000) } })).toBe(panelSize({}));
  expect(panelSize({ files: { 'assets/shared.js': noise(50_000) } })).toBeGreaterThan(panelSize({}) + 30_000);
});

/** A valid script of about `size` bytes that does not compress well. */
function noise(size: number): string {
  return `var a="${randomBytes(Math.ceil((size * 3) / 4)).toString('base64')}"`;
}
