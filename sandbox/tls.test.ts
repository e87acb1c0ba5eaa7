import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { certificateHosts, spkiFingerprint, tlsIdentity } from './tls.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-tls-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the certificate is kept, and names every host', async () => {
  const first = await tlsIdentity(folder);
  const certificate = new X509Certificate(first.cert);
  for (const host of certificateHosts) expect(certificate.checkHost(host)).toBe(host);
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(first.spki).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(spkiFingerprint(first.cert)).toBe(first.spki);
  const again = await tlsIdentity(folder);
  expect(again.cert).toBe(first.cert);
});

test('a stored file that is no certificate is replaced', async () => {
  await writeFile(join(folder, 'tls.pem'), 'not a key');
  expect(new X509Certificate((await tlsIdentity(folder)).cert).checkHost('app.hubspot.com')).toBeDefined();
});
