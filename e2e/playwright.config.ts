import { defineConfig } from '@playwright/test';

/** Debian's Chromium; it must not try to reach anything but the pages under test. */
const launchOptions = {
  executablePath: process.env.PAIRWATCH_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** `demo` needs nothing but Node and Chromium; `story`, `files` and `truth` run beside the real pair of e2e/lab, in its monitor's namespace. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: { launchOptions, trace: 'retain-on-failure', timezoneId: 'UTC', locale: 'en-GB' },
  projects: [
    { name: 'demo', testMatch: ['demo.spec.ts', 'postgresql.spec.ts'] },
    { name: 'story', testMatch: 'story.spec.ts' },
    { name: 'files', testMatch: 'files.spec.ts' },
    { name: 'truth', testMatch: 'truth.spec.ts' },
  ],
});
