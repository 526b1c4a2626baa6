import type { SetupLine } from '../contracts/setup.ts';
import type { PairSettings } from '../settings/settings.ts';
import { testPair } from '../setup/test-setup.ts';
import type { DoctorStatus, Said } from './line.ts';
import type { Check } from './run-checks.ts';

const WITHIN_MS = 20_000;

/** Everything of a pair as its setting-up tries it: names, OMAPI and its key, SSH, files, log, clocks. Only reads. */
export const pairCheck = (pair: PairSettings): Check => ({
  group: `Pair ${pair.name}`,
  id: 'pair',
  about: pair.servers.map(({ host }) => host).join(' and '),
  withinMs: WITHIN_MS,
  async run(signal) {
    const { lines } = await testPair(pair, (server) => pair.servers.indexOf(server), signal);
    return lines.map((line) => saidOf(line, pair));
  },
});

const STATUS: Record<SetupLine['status'], DoctorStatus> = {
  good: 'ok',
  note: 'attention',
  ask: 'attention',
  failed: 'broken',
  'not-tried': 'not-checked',
};

function saidOf({ server, status, text, why }: SetupLine, { servers }: PairSettings): Said {
  const name = server === null ? null : servers[server]?.name;
  const fix = status === 'not-tried' ? 'What comes before it failed.' : why;
  return { status: STATUS[status], text: name ? `${name}: ${text}` : text, fix };
}
