import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browsed, browseIdle, type Imported, importLeases } from './leases/import.ts';
import { LEASE_COUNT, writeConfig, writeLeaseFile } from './leases/lease-file.ts';
import { pollAfterGrowth } from './leases/poll.ts';
import { type Run, runWhole } from './leases/whole-process.ts';
import { type BenchResult, spreadOf, spreadRow } from './report.ts';

const ROUNDS = 5;
const LAUNCHER = fileURLToPath(new URL('../bin/pairwatch', import.meta.url));

/** What is compared: files of one server, and when its leases are looked at. */
export type LeaseFiles = { config: string; leases: string };

/**
 * A million leases: counted with `pairwatch pools` and with dhcpd-pools in turn, whole processes both; polled again after
 * growth; taken into an empty database by the whole product.
 */
export async function benchLeases(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-bench-'));
  try {
    const files = { config: join(folder, 'dhcpd.conf'), leases: join(folder, 'dhcpd.leases') };
    await writeConfig(files.config);
    await writeLeaseFile(files.leases, Math.floor(Date.now() / 1000));
    const megabytes = Math.round(statSync(files.leases).size / 1e6);
    process.stdout.write(`${LEASE_COUNT} leases, ${megabytes} MB in ${files.leases}\n`);
    const runs = await countInTurn(files);
    process.stdout.write('polls after growth\n');
    const pollMs = await pollAfterGrowth(files);
    process.stdout.write('import into an empty database\n');
    const imported = await importLeases(folder, files);
    process.stdout.write('the same pages without an import\n');
    return result({ ...runs, pollMs, imported, idle: await browseIdle(folder, files.config) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Runs = { pairwatch: Run[]; dhcpdPools: Run[] };
type Measured = Runs & { pollMs: number[]; imported: Imported; idle: Browsed };

async function countInTurn({ config, leases }: LeaseFiles): Promise<Runs> {
  const runs: Runs = { pairwatch: [], dhcpdPools: [] };
  for (let round = 1; round <= ROUNDS; round += 1) {
    runs.dhcpdPools.push(await runWhole('dhcpd-pools', ['-c', config, '-l', leases]));
    runs.pairwatch.push(await runWhole(process.execPath, [LAUNCHER, 'pools', '-c', config, '-l', leases]));
    process.stdout.write(`round ${round} of ${ROUNDS}\n`);
  }
  return runs;
}

const wallOf = (runs: Run[]) => spreadOf(runs.map(({ wallMs }) => wallMs));
const peakOf = (runs: Run[]) => spreadOf(runs.map(({ peakMiB }) => peakMiB));

function result({ pairwatch, dhcpdPools, pollMs, imported, idle }: Measured): BenchResult {
  const [ourWall, theirWall] = [wallOf(pairwatch), wallOf(dhcpdPools)];
  const [ourPeak, theirPeak] = [peakOf(pairwatch), peakOf(dhcpdPools)];
  const [poll, storedPoll] = [spreadOf(pollMs), spreadOf(imported.pollMs)];
  return {
    table: [
      ['', 'n', 'min', 'median', 'max'],
      spreadRow('pairwatch pools, wall', ourWall, 'ms'),
      spreadRow('dhcpd-pools, wall', theirWall, 'ms'),
      spreadRow('pairwatch pools, peak', ourPeak, 'MiB'),
      spreadRow('dhcpd-pools, peak', theirPeak, 'MiB'),
      spreadRow('poll after 1,000 blocks', poll, 'ms'),
      spreadRow('the same, stored', storedPoll, 'ms'),
      spreadRow('slowest page during the import', spreadOf([imported.worstPageMs]), 'ms'),
      spreadRow('slowest page without one', spreadOf([idle.worstPageMs]), 'ms'),
      spreadRow(
        'worst event-loop delay of the web process without one',
        spreadOf([idle.worstWebDelayMs]),
        'ms',
      ),
    ],
    targets: [
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
      {
        figure: 'poll after 1,000 blocks / dhcpd-pools',
        measured: poll.median / theirWall.median,
        unit: '×',
        atMost: 0.01,
      },
      { figure: 'import into an empty database', measured: imported.seconds, unit: 's', atMost: 60 },
      {
        figure: 'worst event-loop delay of the web process during the import',
        measured: imported.worstWebDelayMs,
        unit: 'ms',
        atMost: 50,
      },
    ],
  };
}
