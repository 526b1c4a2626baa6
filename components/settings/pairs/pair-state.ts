import type { SettingsPairDto } from '../../../lib/contracts/setup.ts';

/** Whether a pair is watched, as a mark and words. */
export const PAIR_STATES = {
  watched: { level: 'good', word: 'watched' },
  waiting: { level: 'note', word: 'the collector takes it up' },
  'not-watched': { level: 'bad', word: 'not watched' },
  unknown: { level: 'unknown', word: 'no word from the collector' },
} as const satisfies Record<SettingsPairDto['state'], { level: string; word: string }>;

type Server = SettingsPairDto['servers'][number];

/** How one server is reached, part by part; null while no collector said. */
export function waysTo({ watched }: Server): { name: string; value: string }[] | null {
  if (watched === null) return null;
  const { host, omapiPort, keyName, account, config, leases, log, clocks } = watched;
  const files = [config, leases, log].filter((path) => path !== null);
  return [
    {
      name: 'OMAPI',
      value: `${host}:${omapiPort}, ${keyName === null ? 'without a key' : `key ${keyName}`}`,
    },
    {
      name: 'Files',
      value:
        files.length === 0 ? 'not read' : `${account ?? 'of the collector’s machine'}: ${files.join(', ')}`,
    },
    { name: 'Clock', value: clocks.length === 0 ? 'not read' : `by ${clocks.join(' and ')}` },
  ];
}
