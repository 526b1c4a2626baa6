// Packs what was built into dist-release/pairwatch-VERSION-PLATFORM.tgz, which runs where it is unpacked: no compile, no npm, no
// network, and nothing written beside it. Run by `npm run release`, after the build.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from './release/bill-of-materials.mjs';
import { licenceTexts } from './release/licence-texts.mjs';
import { filesOfPrograms } from './release/program-files.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const WEB = '.next/standalone';

/** Taken as they are. The web server's folder holds whatever the build found that its pages need. */
const PARTS = [
  'bin/pairwatch',
  'dist',
  ...['server.js', 'package.json', '.next', 'public', 'docs/runbook', 'dist', 'node_modules'].map((name) =>
    join(WEB, name),
  ),
  'docs',
  'packaging',
  'prisma/migrations',
  'pairwatch.example.yaml',
  'LICENSE',
  'README.md',
];

/** What nobody needs to run it: where a line of the built code came from, what the build remembers, pictures of the README. */
const LEFT_OUT = [/\.js\.map$/, /\/\.pairwatch-stamp$/, /\.nft\.json$/, /^docs\/screenshots\//];

const folder = join(root, 'dist-release');
const name = `pairwatch-${own.version}-${process.platform}-${process.arch}`;
const stage = join(folder, name);

for (const part of PARTS) {
  if (existsSync(join(root, part))) continue;
  process.stderr.write(`release: ${part} is not there. Run \`npm run setup\` first, which builds it.\n`);
  process.exit(1);
}
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const part of PARTS) copy(part);
// Next and the programs of dist/ have most packages in common, so both find them in one folder.
for (const file of await filesOfPrograms(root)) copy(file, join(WEB, file));
symlinkSync(join(WEB, 'node_modules'), join(stage, 'node_modules'));

const bill = billOfMaterials(root);
writeFileSync(join(stage, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`);
writeFileSync(join(stage, 'THIRD_PARTY_LICENSES'), licenceTexts(root, bill));
const { version, description, license, type, engines } = own;
const manifest = { name: own.name, version, description, license, type, engines, bin: own.bin };
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const archive = `${stage}.tgz`;
// The same files make the same archive but for when they were made: nobody's name, one order, one time.
run('tar', [
  ...[
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    `--mtime=@${builtAt()}`,
    '--mode=a+rX,go-w',
  ],
  ...['-C', folder, '-czf', archive, name],
]);
const [unpacked] = run('du', ['-sk', stage]).split('\t');
rmSync(stage, { recursive: true });
const mebibytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
process.stdout.write(
  `${relative(process.cwd(), archive)}: ${mebibytes(statSync(archive).size)}, unpacked ${mebibytes(unpacked * 1024)}, ${bill.components.length} packages\n`,
);

/** Copies what lies under a path of the project; a link into the project stays one. */
function copy(part, to = part) {
  const source = join(root, part);
  mkdirSync(dirname(join(stage, to)), { recursive: true });
  cpSync(source, join(stage, to), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => {
      const inside = relative(root, path);
      return !LEFT_OUT.some((pattern) => pattern.test(inside));
    },
  });
}

/** The second at which the pages were built. */
function builtAt() {
  return Math.floor(statSync(realpathSync(join(root, WEB, '.next/BUILD_ID'))).mtimeMs / 1000);
}

function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.status === 0) return result.stdout;
  process.stderr.write(
    `release: ${basename(command)} failed: ${result.error?.message ?? result.stderr}. GNU tar is needed.\n`,
  );
  process.exit(1);
}
