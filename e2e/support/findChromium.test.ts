import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findChromium } from './findChromium.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'offhook-chromium-'));
afterAll(() => rmSync(folder, { recursive: true }));

function addFile(name: string, mode: number): string {
  const file = path.join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, mode);
  return file;
}

const chosen = addFile('chosen', 0o755);
const installed = addFile('chromium-browser', 0o755);
addFile('google-chrome', 0o755);

test('CHROME_PATH goes first', () => {
  expect(findChromium({ CHROME_PATH: chosen, PATH: folder })).toBe(chosen);
});

test('a CHROME_PATH that is no program is an error, not passed over', () => {
  expect(() => findChromium({ CHROME_PATH: path.join(folder, 'none'), PATH: folder })).toThrow('none');
  expect(() => findChromium({ CHROME_PATH: addFile('text', 0o644), PATH: folder })).toThrow('text');
});

test('an installed Chromium is found on the search path', () => {
  expect(findChromium({ CHROME_PATH: '', PATH: `/nowhere${path.delimiter}${folder}` })).toBe(installed);
});
