import { defineConfig } from 'vitest/config';

/** These end a test that hangs, on however busy a machine; how fast anything is, `npm run bench` measures. */
const HANGS_AFTER = { testTimeout: 120_000, hookTimeout: 120_000 };

/**
 * `unit` needs nothing but Node. `store` runs the same contract on SQLite and on the PostgreSQL of
 * PAIRWATCH_TEST_POSTGRESQL. `lab` needs root and a real dhcpd pair in network namespaces. `release` packs what was built and
 * installs it, as root and without a network: node bin/testing/without-network.mjs npx vitest run --project release
 */
export default defineConfig({
  test: {
    projects: [
      {
        // As tsconfig.json has it.
        resolve: { alias: [{ find: /^@\//, replacement: `${import.meta.dirname}/` }] },
        test: {
          name: 'unit',
          include: ['{lib,components,app,e2e,bin,bench}/**/*.test.{ts,tsx}'],
          exclude: [
            'lib/{store,db}/**',
            'e2e/torture/ingest/**',
            '**/*.{lab,release}.test.ts',
            '**/node_modules/**',
          ],
          ...HANGS_AFTER,
        },
      },
      {
        test: {
          name: 'store',
          include: ['lib/{store,db}/**/*.test.ts', 'e2e/torture/ingest/**/*.test.ts'],
          fileParallelism: false,
          ...HANGS_AFTER,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['{lib,e2e}/**/*.lab.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'release',
          include: ['e2e/release/*.release.test.ts'],
          globalSetup: 'e2e/release/pack.ts',
          // They all use the port that an installation has until told otherwise.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
