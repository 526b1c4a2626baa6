import type { SetupStep } from '../../../lib/contracts/setup.ts';

/** Where in the wizard somebody is. */
export type Place = { server: 0 | 1; step: SetupStep };

const SERVER_STEPS = ['host', 'omapi', 'files', 'clock'] as const;

/** All of them, in their order: one server, the other, then both together. */
export const PLACES: readonly Place[] = [
  ...SERVER_STEPS.map((step): Place => ({ server: 0, step })),
  ...SERVER_STEPS.map((step): Place => ({ server: 1, step })),
  { server: 0, step: 'check' },
];

export const STEP_WORDS: Record<SetupStep, string> = {
  host: 'Host',
  omapi: 'OMAPI',
  files: 'Files',
  clock: 'Clock',
  check: 'Check',
};

/** The form that a mistake's path belongs to: `servers.1.omapi.key.secret`. */
export function placeOf(path: string): Place {
  const [, index, key] = path.split('.');
  if (!path.startsWith('servers.')) return { server: 0, step: 'host' };
  const server = index === '1' ? 1 : 0;
  if (key === 'omapi' || key === 'clock') return { server, step: key };
  const ofFiles = ['reach', 'config', 'leases', 'log'].includes(key ?? '');
  return { server, step: ofFiles ? 'files' : 'host' };
}
