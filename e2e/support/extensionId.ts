import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const ManifestWithKey = v.object({ key: v.string() });

/**
 * The id that a browser gives the extension in this folder, known before the browser starts: the first 16 bytes of the SHA-256 of the
 * manifest's public key, each hexadecimal digit written as a letter from `a` to `p`.
 *
 * @throws {Error} when the folder has no manifest with a key
 */
export function readExtensionId(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(path.join(extensionDir, 'manifest.json'), 'utf8'));
  return extensionIdOf(v.parse(ManifestWithKey, manifest).key);
}

/** @param key the manifest's `key`: a public key in Base64 */
export function extensionIdOf(key: string): string {
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...digest]
    .map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16)))
    .join('');
}
