// Builds the thread that renders reports: one file with all it uses, and the fonts beside it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const FONTS = [
  'inter/400Regular/Inter_400Regular.ttf',
  'inter/600SemiBold/Inter_600SemiBold.ttf',
  'jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf',
];

/** Writes report-worker.mjs and fonts/ into a folder, which then needs nothing else. */
export async function buildReportThread(folder) {
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  for (const font of FONTS) {
    copyFileSync(
      join(root, 'node_modules/@expo-google-fonts', font),
      join(folder, 'fonts', font.split('/').at(-1)),
    );
  }
  await build({
    absWorkingDir: root,
    entryPoints: { 'report-worker': 'lib/print/worker.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // What it uses is partly CommonJS, for which Node's own modules are required, not imported.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = import.meta.dirname;",
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
}
