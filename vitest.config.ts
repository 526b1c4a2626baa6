import { defineConfig } from 'vitest/config';

/**
 * `unit` needs nothing but Node. `store` runs the same contract on SQLite and on the PostgreSQL of
 * PAIRWATCH_TEST_POSTGRESQL. `lab` needs root and a real dhcpd pair in network namespaces.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,components,app,e2e,bin,bench}/**/*.test.{ts,tsx}'],
          exclude: ['lib/{store,db}/**', '**/*.lab.test.ts', '**/node_modules/**'],
        },
      },
      { test: { name: 'store', include: ['lib/{store,db}/**/*.test.ts'], fileParallelism: false } },
      {
        test: {
          name: 'lab',
          include: ['{lib,e2e}/**/*.lab.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
