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

/** What each project runs. `demo` needs nothing but Node and Chromium; the others run beside the real pair of e2e/lab, in its monitor's namespace. */
const PROJECTS = {
  demo: [
    'demo.spec.ts',
    'pages-demo.spec.ts',
    'alerts-demo.spec.ts',
    'settings-demo.spec.ts',
    'postgresql.spec.ts',
    'pages/*.spec.ts',
  ],
  story: ['story.spec.ts'],
  files: ['files.spec.ts'],
  truth: ['truth.spec.ts'],
  alerts: ['alerts.spec.ts'],
  flapping: ['flapping.spec.ts'],
};

export default defineConfig({
  testDir: '.',
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: { launchOptions, trace: 'retain-on-failure', timezoneId: 'UTC', locale: 'en-GB' },
  // A run empties its folder of results, and some run beside each other.
  projects: Object.entries(PROJECTS).map(([name, testMatch]) => ({
    name,
    testMatch,
    outputDir: `../test-results/${name}`,
  })),
});
