import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,sandbox,scripts,bench,e2e}/**/*.test.{ts,tsx,mjs}'],
          exclude: ['e2e/lab/**', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'lab',
          include: ['e2e/lab/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
