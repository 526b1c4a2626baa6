// Runs a command where there is no network but its own loopback, as root: node bin/testing/without-network.mjs COMMAND …
import { spawnSync } from 'node:child_process';

/** What to put in front of a command. */
export const WITHOUT_NETWORK = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

if (import.meta.filename === process.argv[1]) {
  const [command, ...args] = [...WITHOUT_NETWORK, ...process.argv.slice(2)];
  process.exitCode = spawnSync(command, args, { stdio: 'inherit' }).status ?? 1;
}
