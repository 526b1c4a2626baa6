import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Packs the release once, and refuses to test it where it could still load something from elsewhere. */
export default function setup(): void {
  const reachable = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  if (reachable.length > 0 || process.getuid?.() !== 0) {
    throw new Error(
      `These tests need root and a machine without network; found ${reachable.join(', ') || 'another user'}. Run: node bin/testing/without-network.mjs npx vitest run --project release`,
    );
  }
  const script = fileURLToPath(new URL('../../bin/release.mjs', import.meta.url));
  process.stdout.write(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
}
