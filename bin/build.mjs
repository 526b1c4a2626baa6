// Builds what runs in production: dist/ (launcher, collector, command line, threads) and the Next standalone server.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildReportThread } from './report-thread.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Programs by their name in dist/: the command line, and the threads it starts. */
const PROGRAMS = {
  pairwatch: 'lib/cli/main.ts',
  'lease-scan-worker': 'lib/cli/leases/lease-scan-worker.ts',
  'upkeep-worker': 'lib/db/upkeep/worker.ts',
  'lease-worker': 'lib/collect/leases/worker.ts',
};

const dist = join(root, 'dist');
mkdirSync(dist, { recursive: true });
for (const name of readdirSync(dist)) {
  if (/\.js(\.map)?$/.test(name)) rmSync(join(dist, name)); // chunks of an earlier build have other names
}

await build({
  absWorkingDir: root,
  entryPoints: PROGRAMS,
  outdir: 'dist',
  bundle: true,
  // A command loads the code it needs. All of it lies in one folder, beside which other files are found.
  splitting: true,
  chunkNames: 'chunk-[hash]',
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
});

await buildReportThread(dist);

const next = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  cwd: root,
  stdio: 'inherit',
});
if (next.status !== 0) process.exit(next.status ?? 1);

// The standalone server serves these from beside itself, but Next leaves them where they were.
cpSync(join(root, 'public'), join(root, '.next/standalone/public'), { recursive: true });
cpSync(join(root, '.next/static'), join(root, '.next/standalone/.next/static'), { recursive: true });
for (const name of ['report-worker.mjs', 'fonts']) {
  cpSync(join(dist, name), join(root, '.next/standalone/dist', name), { recursive: true });
}
