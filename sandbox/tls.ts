import { createHash, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Every host name the sandbox answers for; the certificate lists them one by one. */
export const certificateHosts = [
  'app.hubspot.com',
  'app-na2.hubspot.com',
  'app-na3.hubspot.com',
  'app-eu1.hubspot.com',
  'app-ap1.hubspot.com',
  'api.hubapi.com',
  'recordings.offhook.example',
  'localhost',
] as const;

/** A private key and its self-signed certificate, both PEM. */
export interface TlsIdentity {
  key: string;
  cert: string;
  /** Base64 SHA-256 of the public key, as `--ignore-certificate-errors-spki-list` takes it. */
  spki: string;
}

const folder = join(import.meta.dirname, '..', '.sandbox');
const oneDayMs = 24 * 60 * 60 * 1000;

/**
 * The sandbox's certificate: the stored one while it is valid for another day, else a new one.
 * @param directory where key and certificate are kept; git ignores the default
 */
export async function tlsIdentity(directory = folder): Promise<TlsIdentity> {
  const stored = await readStored(directory);
  if (stored && isUsable(stored.cert)) return withFingerprint(stored);
  const fresh = await issue();
  await mkdir(directory, { recursive: true });
  await store(directory, fresh);
  return withFingerprint(fresh);
}

/** SPKI fingerprint of a PEM certificate: base64 SHA-256 of its DER public key (RFC 7469, section 2.4). */
export function spkiFingerprint(certificate: string): string {
  const publicKey = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(publicKey).digest('base64');
}

function withFingerprint(pair: { key: string; cert: string }): TlsIdentity {
  return { ...pair, spki: spkiFingerprint(pair.cert) };
}

function isUsable(certificate: string): boolean {
  const parsed = new X509Certificate(certificate);
  const lastsADay = Date.parse(parsed.validTo) > Date.now() + oneDayMs;
  return lastsADay && certificateHosts.every((host) => parsed.checkHost(host) !== undefined);
}

async function readStored(directory: string): Promise<{ key: string; cert: string } | undefined> {
  try {
    // One file, so that a key can never be paired with another start's certificate.
    const pem = await readFile(join(directory, 'tls.pem'), 'utf8');
    const split = pem.indexOf('-----BEGIN CERTIFICATE-----');
    return split < 0 ? undefined : { key: pem.slice(0, split), cert: pem.slice(split) };
  } catch {
    return undefined;
  }
}

async function store(directory: string, pair: { key: string; cert: string }): Promise<void> {
  const temporary = join(directory, `tls.${process.pid}.pem`);
  await writeFile(temporary, `${pair.key.trim()}\n${pair.cert}`, { mode: 0o600 });
  await rename(temporary, join(directory, 'tls.pem'));
}

async function issue(): Promise<{ key: string; cert: string }> {
  const altNames = [
    ...certificateHosts.map((value) => ({ type: 2 as const, value })),
    { type: 7 as const, ip: '127.0.0.1' },
  ];
  const pems = await generate([{ name: 'commonName', value: 'Offhook sandbox' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
