// Builds what runs in production: dist/pairwatch.js (launcher, collector, command line) and the Next standalone server.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await build({
  absWorkingDir: root,
  entryPoints: ['lib/cli/main.ts'],
  outfile: 'dist/pairwatch.js',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
});

const next = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  cwd: root,
  stdio: 'inherit',
});
if (next.status !== 0) process.exit(next.status ?? 1);

// The standalone server serves these from beside itself, but Next leaves them where they were.
cpSync(join(root, 'public'), join(root, '.next/standalone/public'), { recursive: true });
cpSync(join(root, '.next/static'), join(root, '.next/standalone/.next/static'), { recursive: true });
