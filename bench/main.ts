import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createLab } from '../e2e/lab/lab.ts';
import { LabError } from '../e2e/lab/lab-error.ts';
import { benchDetect } from './detect.ts';
import { benchDomain } from './domain.ts';
import { benchLeases } from './leases.ts';
import { type BenchResult, printReport } from './report.ts';
import { benchReports } from './reports.ts';
import { benchUi } from './ui.ts';

type Bench = {
  run: () => Promise<BenchResult>;
  /** Runs in the monitor's namespace of a lab of its own. */
  needsLab: boolean;
  /** The programs it measures against, as commands that tell their versions. */
  programs: string[][];
};

const BENCHES: Record<string, Bench> = {
  detect: {
    run: benchDetect,
    needsLab: true,
    programs: [['dpkg-query', '--show', 'isc-dhcp-server']],
  },
  domain: { run: benchDomain, needsLab: false, programs: [] },
  leases: { run: benchLeases, needsLab: false, programs: [['dhcpd-pools', '--version']] },
  report: { run: benchReports, needsLab: false, programs: [] },
  ui: { run: benchUi, needsLab: false, programs: [['/usr/bin/chromium', '--version']] },
};

async function main([name = '']: string[]): Promise<number> {
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) {
    const found = name === '' ? 'no name' : `"${name}"`;
    process.stderr.write(
      `bench: found ${found}; expected one of ${Object.keys(BENCHES).join(', ')}. npm run bench -- NAME\n`,
    );
    return 2;
  }
  if (bench.needsLab && !process.env.PAIRWATCH_BENCH_INSIDE) return insideLab(name);
  return printReport(name, await bench.run(), bench.programs) ? 0 : 1;
}

async function insideLab(name: string): Promise<number> {
  const lab = createLab({ name: `bench-${process.pid}` });
  try {
    await lab.up();
    const self = fileURLToPath(import.meta.url);
    const args = ['netns', 'exec', `pw-${lab.name}-monitor`, process.execPath, '--import', 'tsx', self, name];
    const env = { ...process.env, PAIRWATCH_LAB: lab.name, PAIRWATCH_BENCH_INSIDE: '1' };
    const { status } = spawnSync('ip', args, { stdio: 'inherit', env });
    return status ?? 1;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    process.stderr.write(`bench: ${error.message}\n`);
    return 3;
  } finally {
    await lab.down();
  }
}

process.exitCode = await main(process.argv.slice(2));
