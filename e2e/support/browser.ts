import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright';
import { findChromium } from './findChromium.ts';

export interface BrowserOptions {
  /** The built extension. */
  extensionDir: string;
  /** How the browser finds and trusts the sandbox. */
  sandbox: {
    /** For `--host-resolver-rules`: `MAP app.hubspot.com:443 127.0.0.1:PORT, …`. */
    resolverRules: string;
    /** Fingerprint of the sandbox's public key: Base64 of its SHA-256. */
    spki: string;
  };
  headless: boolean;
  /** The profile's folder, kept. Without one, a new profile is made and removed at the end. */
  userDataDir?: string;
  /**
   * A WAV file that the microphone plays in a loop, instead of a real microphone. The permission is still to be given: by
   * `context.grantPermissions(['microphone'])`, since a headless browser denies what a person would be asked.
   */
  fakeMicrophoneWav?: string;
  /** More command-line switches. */
  args?: readonly string[];
}

export interface LaunchedBrowser {
  context: BrowserContext;
  extensionId: string;
  close: () => Promise<void>;
}

/**
 * Starts Chromium with the extension on the sandbox. It believes HubSpot's host names to be the sandbox, and trusts no other
 * certificate than the sandbox's beyond the usual ones.
 *
 * @throws {Error} when there is no Chromium, or the extension does not start
 */
export async function launchBrowser(options: BrowserOptions): Promise<LaunchedBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium: set CHROME_PATH, or run "npm start" to install one.');
  const profile = options.userDataDir ?? (await mkdtemp(path.join(tmpdir(), 'offhook-profile-')));
  const removeProfile = async () => {
    if (options.userDataDir === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: options.headless,
      args: switches(options),
      // Without the second, the window says that software controls it, which people would ask about.
      ignoreDefaultArgs: ['--disable-extensions', '--enable-automation'],
      viewport: options.headless ? { width: 1440, height: 900 } : null,
    });
    const close = () => context.close().finally(removeProfile);
    try {
      return { context, extensionId: await findExtensionId(context, options.extensionDir), close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await removeProfile();
    throw error;
  }
}

function switches(options: BrowserOptions): string[] {
  const { extensionDir, sandbox, fakeMicrophoneWav, args = [] } = options;
  return [
    `--disable-extensions-except=${extensionDir}`,
    `--load-extension=${extensionDir}`,
    `--host-resolver-rules=${sandbox.resolverRules}`,
    `--ignore-certificate-errors-spki-list=${sandbox.spki}`,
    // The customer is on this machine, too.
    '--allow-loopback-in-peer-connection',
    '--lang=en-US',
    // Room for a HubSpot list with the panel beside it.
    '--window-size=1500,1000',
    '--disable-quic',
    // Keeps back the bar that warns of the switches above.
    '--test-type',
    ...(fakeMicrophoneWav === undefined
      ? []
      : ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${fakeMicrophoneWav}`]),
    ...args,
  ];
}

async function findExtensionId(context: BrowserContext, extensionDir: string): Promise<string> {
  try {
    const worker =
      context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
    return new URL(worker.url()).host;
  } catch (cause) {
    throw new Error(`The extension in ${extensionDir} did not start its service worker.`, { cause });
  }
}
