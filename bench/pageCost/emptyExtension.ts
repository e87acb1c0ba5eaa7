import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * An extension that does nothing and may do nothing: with it the browser without Offhook starts with the same switches, and
 * the two runs differ in Offhook alone.
 */
export async function createEmptyExtension(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'offhook-empty-extension-'));
  const manifest = {
    manifest_version: 3,
    name: 'Nothing',
    version: '1',
    background: { service_worker: 'worker.js' },
  };
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'worker.js'), '');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
