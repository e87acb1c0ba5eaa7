import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { sine } from '../tone.ts';
import { encodeWav } from '../wav.ts';

/** Frequency in Hz of the tone that the probe's microphone hears. */
export const PROBE_TONE_HZ = 1_000;

export interface ProbeBrowser {
  /** A page with `window.probe` (page.ts). */
  readonly page: Page;
  close(): Promise<void>;
}

/** Arguments that give Chromium a microphone that plays a WAV file for ever, and media over loopback. */
export function fakeMicrophoneArguments(wavPath: string): readonly string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${wavPath}`,
    '--allow-loopback-in-peer-connection',
    '--autoplay-policy=no-user-gesture-required',
  ];
}

/** Opens Chromium on a bare page with a SIP phone: the lab's check on itself, without the extension. */
export async function openProbe(): Promise<ProbeBrowser> {
  const directory = await mkdtemp(join(tmpdir(), 'offhook-probe-'));
  const tonePath = join(directory, 'tone.wav');
  await writeFile(
    tonePath,
    encodeWav(sine({ frequency: PROBE_TONE_HZ, seconds: 9.6, rate: 48_000, burstSeconds: 0.3 })),
  );
  await bundle(directory);
  const script = await readFile(join(directory, 'page.js'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><body><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the page server has no port');
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: [...fakeMicrophoneArguments(tonePath)],
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${address.port}/`);
  return {
    page,
    async close() {
      await browser.close();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function bundle(directory: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: directory,
      emptyOutDir: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'probePage',
        fileName: () => 'page.js',
      },
    },
  });
}
