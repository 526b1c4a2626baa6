import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Every file of node_modules that the programs in dist/ load, by its path in the project. Found by the same tracing that Next
 * uses for its own server, and from Next's own copy of it: the pages and the programs then agree on what is needed.
 */
export async function filesOfPrograms(root) {
  const require = createRequire(join(root, 'package.json'));
  const { nodeFileTrace } = require('next/dist/compiled/@vercel/nft');
  const programs = readdirSync(join(root, 'dist'))
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => join(root, 'dist', name));
  const { fileList } = await nodeFileTrace(programs, { base: root, ignore: (path) => !isNeeded(path) });
  return [...fileList].filter((path) => path.startsWith('node_modules/')).sort();
}

/** What lies in dist/ is read to follow it; beyond that only packages count. */
const isNeeded = (path) => /^(dist|node_modules)\//.test(path);
