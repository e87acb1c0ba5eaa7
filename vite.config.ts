import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

export default defineConfig({
  plugins: [
    react(),
    crx({
      manifest: manifest as ManifestV3Export,
      // One self-contained file: no loader in the page, nothing extra that pages may read.
      contentScripts: { standaloneFiles: ['src/content/index.ts'] },
    }),
  ],
  build: {
    target: 'chrome148',
    modulePreload: { polyfill: false },
    rollupOptions: {
      // Pages that the manifest does not name, or names as files only.
      input: {
        panel: 'src/panel/index.html',
        phone: 'src/phone/index.html',
        microphone: 'src/options/microphone.html',
      },
    },
  },
});
