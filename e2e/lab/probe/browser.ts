import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { findChromium } from '../../support/findChromium.ts';
import { fakeMicrophone } from '../fakeMicrophone.ts';

/** Frequency in Hz of the tone that the probe's microphone hears. */
export const PROBE_TONE_HZ = 1_000;

export interface ProbeBrowser {
  /** A page with `window.probe` (page.ts). */
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens Chromium on a bare page with a SIP phone: the lab's check on itself, without the extension. */
export async function openProbe(): Promise<ProbeBrowser> {
  await using opened = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'offhook-probe-'));
  opened.defer(() => rm(directory, { recursive: true, force: true }));
  await bundle(directory);
  const { url, server } = await servePage(await readFile(join(directory, 'page.js')));
  opened.defer(() => void server.close());
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...(await fakeMicrophone(join(directory, 'microphone.wav'), PROBE_TONE_HZ))],
  });
  opened.defer(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  const parts = opened.move();
  return { page, close: () => parts.disposeAsync() };
}

async function servePage(script: Buffer): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><body><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the page server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, server };
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
