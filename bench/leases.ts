import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LEASE_COUNT, writeConfig, writeLeaseFile } from './leases/lease-file.ts';
import { type Run, runWhole } from './leases/whole-process.ts';
import { type BenchResult, spreadOf, spreadRow, type Target } from './report.ts';

const ROUNDS = 5;
const LAUNCHER = fileURLToPath(new URL('../bin/pairwatch', import.meta.url));

/** What is compared: files of one server, and when its leases are looked at. */
export type LeaseFiles = { config: string; leases: string };

/** Counts a million leases with `pairwatch pools` and with dhcpd-pools in turn, whole processes both. */
export async function benchLeases(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-bench-'));
  try {
    const files = { config: join(folder, 'dhcpd.conf'), leases: join(folder, 'dhcpd.leases') };
    await writeConfig(files.config);
    await writeLeaseFile(files.leases, Math.floor(Date.now() / 1000));
    const megabytes = Math.round(statSync(files.leases).size / 1e6);
    process.stdout.write(`${LEASE_COUNT} leases, ${megabytes} MB in ${files.leases}\n`);
    return result(await countInTurn(files));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Runs = { pairwatch: Run[]; dhcpdPools: Run[] };

async function countInTurn({ config, leases }: LeaseFiles): Promise<Runs> {
  const runs: Runs = { pairwatch: [], dhcpdPools: [] };
  for (let round = 1; round <= ROUNDS; round += 1) {
    runs.dhcpdPools.push(await runWhole('dhcpd-pools', ['-c', config, '-l', leases]));
    runs.pairwatch.push(await runWhole(process.execPath, [LAUNCHER, 'pools', '-c', config, '-l', leases]));
    process.stdout.write(`round ${round} of ${ROUNDS}\n`);
  }
  return runs;
}

function result({ pairwatch, dhcpdPools }: Runs): BenchResult {
  const [ourWall, theirWall] = [pairwatch, dhcpdPools].map((runs) =>
    spreadOf(runs.map(({ wallMs }) => wallMs)),
  );
  const [ourPeak, theirPeak] = [pairwatch, dhcpdPools].map((runs) =>
    spreadOf(runs.map(({ peakMiB }) => peakMiB)),
  );
  if (!ourWall || !theirWall || !ourPeak || !theirPeak) throw new Error('found no runs');
  const targets: Target[] = [
    {
      figure: 'wall time, pairwatch pools / dhcpd-pools',
      measured: ourWall.median / theirWall.median,
      unit: '×',
      atMost: 0.4,
    },
    {
      figure: 'peak memory, pairwatch pools / dhcpd-pools',
      measured: ourPeak.median / theirPeak.median,
      unit: '×',
      atMost: 1,
    },
    { figure: 'peak memory of pairwatch pools', measured: ourPeak.max, unit: 'MiB', atMost: 120 },
  ];
  return {
    table: [
      ['', 'n', 'min', 'median', 'max'],
      spreadRow('pairwatch pools, wall', ourWall, 'ms'),
      spreadRow('dhcpd-pools, wall', theirWall, 'ms'),
      spreadRow('pairwatch pools, peak', ourPeak, 'MiB'),
      spreadRow('dhcpd-pools, peak', theirPeak, 'MiB'),
    ],
    targets,
  };
}
