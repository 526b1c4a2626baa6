import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '@/lib/version.ts';
import { singleton } from './singleton.ts';

/** What tells this build of the web server from every other one; the version while it is developed, which has no build. */
export function readBuild(): Promise<string> {
  return singleton('build', readBuildId);
}

async function readBuildId(): Promise<string> {
  try {
    const id = await readFile(join(/* turbopackIgnore: true */ process.cwd(), '.next/BUILD_ID'), 'utf8');
    return id.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return VERSION;
    throw error;
  }
}
