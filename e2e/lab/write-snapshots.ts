/**
 * Writes the snapshots of every phase into the testcases of lib/dhcpd/pools, with what dhcpd-pools makes of them. Run after a
 * change of the lab: `node --import tsx e2e/lab/write-snapshots.ts`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLab } from './lab.ts';
import { visitPhases } from './snapshots.ts';
import { SERVER_NAMES } from './topology.ts';

const TESTCASES = join(import.meta.dirname, '../../lib/dhcpd/pools/testcases');
const MCLT_SECONDS = 30;

const lab = createLab({ name: `snapshots-${process.pid}` });
try {
  await lab.up({ mcltSeconds: MCLT_SECONDS });
  await visitPhases(lab, (phase, snapshots) => {
    for (const server of SERVER_NAMES) {
      const { config, leases, ...said } = snapshots[server];
      const folder = join(TESTCASES, phase, server);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const [conf, leaseFile] = [join(folder, 'dhcpd.conf'), join(folder, 'dhcpd.leases')];
      writeFileSync(conf, config);
      writeFileSync(leaseFile, leases);
      writeFileSync(join(folder, 'server.json'), `${JSON.stringify(said, null, 2)}\n`);
      for (const [format, name] of [
        ['t', 'dhcpd-pools.txt'],
        ['j', 'dhcpd-pools.json'],
      ] as const) {
        execFileSync('dhcpd-pools', ['-c', conf, '-l', leaseFile, '-f', format, '-o', join(folder, name)]);
      }
      process.stdout.write(`${phase} ${server}: ${said.state}, ${leases.length} bytes\n`);
    }
  });
} finally {
  await lab.down();
}
