import { expect, test } from 'vitest';
import { runsTheProject, toolsNodeVersion } from './node.mjs';
import { fits, isInstalled } from './packages.mjs';

test.each([
  ['20.19.0', undefined, false],
  ['22.12.0', false, false],
  ['22.17.1', false, false],
  ['22.18.0', 'strip', true],
  ['23.5.0', false, false],
  ['23.6.0', 'strip', false],
  [toolsNodeVersion, 'strip', true],
  ['24.0.0', false, false],
  ['25.2.0', 'strip', false],
  ['26.10.0', 'strip', true],
])('Node %s, with TypeScript %s: runs the project: %s', (version, typescript, expected) => {
  expect(runsTheProject(version, typescript)).toBe(expected);
});

const react = { version: '19.3.1', integrity: 'sha512-react' };
const lock = {
  '': {},
  'node_modules/react': react,
  'node_modules/only-on-macos': { version: '1.0.0', integrity: 'sha512-macos', optional: true },
};

test('packages for other platforms need not be installed', () => {
  expect(isInstalled(lock, { 'node_modules/react': react })).toBe(true);
});

test('a package for this platform that the lock file lacks may be installed', () => {
  const biome = { version: '2.6.8', integrity: 'sha512-biome', optional: true };
  expect(isInstalled(lock, { 'node_modules/react': react, 'node_modules/biome-darwin': biome })).toBe(true);
});

test('a lock file fits the package.json that it was made from, in any order', () => {
  const made = { dependencies: { a: '1.0.0', b: '2.0.0' }, devDependencies: { c: '3.0.0' } };
  expect(fits(made, { devDependencies: { c: '3.0.0' }, dependencies: { b: '2.0.0', a: '1.0.0' } })).toBe(
    true,
  );
  expect(fits(made, { ...made, dependencies: { a: '1.0.0' } })).toBe(false);
  expect(fits(made, { ...made, devDependencies: { c: '3.0.1' } })).toBe(false);
  expect(fits(undefined, made)).toBe(false);
});

test.each([
  ['a missing package', {}],
  ['another version', { 'node_modules/react': { ...react, version: '19.3.0' } }],
  ['other content', { 'node_modules/react': { ...react, integrity: 'sha512-other' } }],
  [
    'a package that the lock file does not name',
    { 'node_modules/react': react, 'node_modules/extra': react },
  ],
])('%s calls for an installation', (_, installed) => {
  expect(isInstalled(lock, installed)).toBe(false);
});
