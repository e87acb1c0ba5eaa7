import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { extensionIdOf, readExtensionId } from './extensionId.ts';

test("is what Chromium makes of the project's key", () => {
  expect(readExtensionId(path.join(import.meta.dirname, '../..'))).toBe('iaodkacljogcpiffooaenahcbmkebcde');
});

test('has 32 letters from a to p for any key', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  expect(extensionIdOf(key)).toMatch(/^[a-p]{32}$/);
});

test('a folder without a manifest is an error', () => {
  expect(() => readExtensionId(import.meta.dirname)).toThrow('manifest.json');
});
