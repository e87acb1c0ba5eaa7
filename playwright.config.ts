import { defineConfig } from 'playwright/test';

export default defineConfig({
  outputDir: 'test-results',
  timeout: 60_000,
  retries: 0,
  testMatch: '**/*.spec.ts',
  forbidOnly: true,
  workers: 2,
  projects: [
    { name: 'end to end', testDir: 'e2e', testIgnore: 'lab/**' },
    { name: 'SIP lab', testDir: 'e2e/lab', timeout: 120_000 },
  ],
});
