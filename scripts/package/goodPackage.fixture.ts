import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BuiltPackage } from './builtPackage.ts';

/** What the build makes of the project's own manifest. */
const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../manifest.json'), 'utf8'));
const builtManifest = {
  ...manifest,
  background: { service_worker: 'service-worker-loader.js', type: 'module' },
  content_scripts: [{ ...manifest.content_scripts[0], js: ['src/content/index.js'] }],
};

const page = (name: string) =>
  `<!doctype html><link rel="stylesheet" crossorigin href="/assets/${name}.css"><script type="module" src="/assets/${name}.js"></script>`;

const files: Record<string, string> = {
  'manifest.json': JSON.stringify(builtManifest),
  '_locales/en/messages.json': '{"extensionName":{"message":"Offhook"}}',
  'icons/16.png': 'picture',
  'icons/32.png': 'picture',
  'icons/48.png': 'picture',
  'icons/128.png': 'picture',
  'service-worker-loader.js': "import './assets/background.js';",
  'src/content/index.js': '(function(){document.body.append("document.createElement(eval(import()))")})()',
  'src/panel/index.html': page('panel'),
  'src/options/index.html': page('options'),
  'assets/background.js': 'import{a}from"./shared.js";chrome.runtime.onMessage.addListener(a)',
  'assets/panel.js':
    'import"./shared.js";const later=()=>import("./later.js");document.createElement("p").onclick=later',
  'assets/panel.css': 'p{color:red}',
  'assets/options.js': 'export{a}from"./shared.js"',
  'assets/options.css': 'p{color:green}',
  'assets/shared.js': 'const a=t=>t.startsWith("ws://127.0.0.1")||t.startsWith("ws://localhost");export{a}',
  'assets/later.js': 'export const later=1',
};

/**
 * A small package that passes every check.
 *
 * @param changes files to add, to replace or, with undefined, to leave out; fields of the manifest under `manifest`
 */
export function goodPackage(
  changes: { files?: Record<string, string | Buffer | undefined>; manifest?: object } = {},
): BuiltPackage {
  const changed = {
    ...files,
    'manifest.json': JSON.stringify({ ...builtManifest, ...changes.manifest }),
    ...changes.files,
  };
  return new Map(
    Object.entries(changed).flatMap(([file, content]) =>
      content === undefined ? [] : [[file, Buffer.from(content)]],
    ),
  );
}
