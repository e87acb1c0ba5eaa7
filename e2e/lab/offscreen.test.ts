import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../support/findChromium.ts';
import { fakeMicrophone } from './fakeMicrophone.ts';
import { attachToOffscreen, type OffscreenDocument } from './offscreen.ts';
import { browserSession, killServiceWorkers, listTargets } from './targets.ts';

/** The smallest extension with a call: its offscreen document sends its microphone to itself over WebRTC. */
const EXTENSION = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Loop',
    version: '1',
    permissions: ['offscreen'],
    background: { service_worker: 'worker.js' },
  }),
  'worker.js': `chrome.runtime.onMessage.addListener((message, sender, reply) => reply('awake'));
    chrome.offscreen.createDocument({ url: 'loop.html', reasons: ['USER_MEDIA', 'WEB_RTC'], justification: 'test' });`,
  'loop.html': '<!doctype html><audio autoplay></audio><script src="loop.js"></script>',
  'loop.js': `(async () => {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    const near = new RTCPeerConnection();
    const far = new RTCPeerConnection();
    near.onicecandidate = ({ candidate }) => far.addIceCandidate(candidate);
    far.onicecandidate = ({ candidate }) => near.addIceCandidate(candidate);
    far.ontrack = ({ streams }) => { document.querySelector('audio').srcObject = streams[0]; };
    near.addTrack(microphone.getTracks()[0], microphone);
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription);
  })();`,
};

describe("an extension's offscreen document", { timeout: 30_000 }, () => {
  let directory: string;
  let context: BrowserContext;
  let offscreen: OffscreenDocument;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'offhook-offscreen-'));
    const extension = join(directory, 'extension');
    await mkdir(extension);
    for (const [name, text] of Object.entries(EXTENSION)) await writeFile(join(extension, name), text);
    const executablePath = findChromium();
    context = await chromium.launchPersistentContext(join(directory, 'profile'), {
      ...(executablePath === undefined ? {} : { executablePath }),
      headless: true,
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [
        `--load-extension=${extension}`,
        `--disable-extensions-except=${extension}`,
        ...(await fakeMicrophone(join(directory, 'microphone.wav'), 700)),
      ],
    });
    offscreen = await attachToOffscreen(context, '/loop.html');
  });

  afterAll(async () => {
    await context?.close();
    await rm(directory, { recursive: true, force: true });
  });

  const expectTone = () =>
    expect
      .poll(() => offscreen.hear(), { timeout: 15_000 })
      .toEqual({ frequency: expect.closeTo(700, -1), level: expect.closeTo(-6, -1) });

  test('is heard', expectTone);

  test('is silent while its player is muted', async () => {
    await offscreen.evaluate("document.querySelector('audio').muted = true");
    expect(await offscreen.hear()).toEqual({ frequency: 0, level: -200 });
    await offscreen.evaluate("document.querySelector('audio').muted = false");
  });

  test('stays when the service worker is killed, and wakes it with a message', async () => {
    expect(await killServiceWorkers(context)).toBe(1);
    const session = await browserSession(context);
    const types = (await listTargets(session)).map((target) => target.type);
    expect(types).toContain('background_page');
    expect(types).not.toContain('service_worker');
    await session.detach();
    await expectTone();
    expect(await offscreen.evaluate("chrome.runtime.sendMessage('hello')")).toBe('awake');
  });

  test('tells what was thrown there', async () => {
    await expect(offscreen.evaluate('missing.thing')).rejects.toThrow('missing is not defined');
  });

  test('a document that is not there is reported with those that are', async () => {
    await expect(attachToOffscreen(context, '/other.html', 200)).rejects.toThrow(
      /"\/other.html" among:.*loop\.html/s,
    );
  });
});
