import type { z } from 'zod';
import type {
  PairEntry,
  SetupAnswerDto,
  SetupStep,
  SetupYamlDto,
  setupTestSchema,
  setupYamlInputSchema,
} from '../../lib/contracts/setup.ts';
import { checkPairEntry, checkServerEntry } from '../../lib/settings/pair-entry.ts';
import { pairYaml } from '../../lib/settings/pair-yaml.ts';
import type { PairSettings, ServerSettings } from '../../lib/settings/settings.ts';
import type { Mistake } from '../../lib/settings/shape.ts';
import { type SetupTold, testHostKey, testPair, testServer } from '../../lib/setup/test-setup.ts';
import { Problem, unfitBody } from './problem.ts';
import { settingsPlaces } from './settings-places.ts';
import { singleton } from './singleton.ts';
import { entryWithKept } from './stored-entry.ts';

/** What a test may take: less than a page waits for an answer. */
const TEST_WITHIN_MS = 8_000;
/** Of all browsers together: each test may hold a few connections. */
const MOST_TESTS = 4;
/** Stands in for a host key that nobody trusts yet, so that the rest of an account can be checked. */
const NO_FINGERPRINT = `SHA256:${'A'.repeat(43)}`;

type TestInput = z.output<typeof setupTestSchema>;

/** Tries one step of a pair's settings against its servers. Throws `Problem` for values that are not as expected. */
export async function testSetup(input: TestInput, gone: AbortSignal): Promise<SetupAnswerDto> {
  const entry = await entryWithKept(input.pair, input.stored);
  const told = await oneABrowser(input.browser, gone, (signal) =>
    input.step === 'check' ? tryPair(entry, signal) : tryServer(entry, input.server, input.step, signal),
  );
  return { now: new Date().toISOString(), ...told };
}

/** The text of pairwatch.yaml for a pair, without its secrets. Throws `Problem` for values that are not as expected. */
export async function writeYaml({
  pair,
  stored,
}: z.output<typeof setupYamlInputSchema>): Promise<SetupYamlDto> {
  await checkedPair(await entryWithKept(pair, stored));
  // It has just been checked to be one; what is kept stays a word for it.
  return { now: new Date().toISOString(), ...pairYaml(pair as PairEntry) };
}

/** A whole entry that has no mistake. Throws `Problem` with every mistake, each with its place. */
export async function checkedPair(entry: unknown): Promise<PairSettings> {
  const checked = await checkPairEntry(entry, settingsPlaces());
  if ('pair' in checked) return checked.pair;
  throw problemOf(checked.mistakes, []);
}

async function tryPair(entry: { servers: unknown[] }, signal: AbortSignal): Promise<SetupTold> {
  const pair = await checkedPair(entry);
  const indexOf = ({ name }: ServerSettings) =>
    entry.servers.findIndex((server) => isRecord(server) && server.name === name);
  return testPair(pair, indexOf, signal);
}

async function tryServer(
  { servers, peer }: { servers: unknown[]; peer?: unknown },
  index: number,
  step: Exclude<SetupStep, 'check'>,
  signal: AbortSignal,
): Promise<SetupTold> {
  const entry = ofStep(servers[index], step);
  const unknownHost = withoutHostKey(entry);
  const checked = await checkServerEntry(unknownHost ?? entry, settingsPlaces());
  if (!('server' in checked)) throw problemOf(checked.mistakes, ['servers', String(index)]);
  const { server } = checked;
  if (unknownHost !== null && server.reach.kind === 'ssh') {
    const { host, port } = server.reach;
    return testHostKey({ index, host, port }, signal);
  }
  const name = typeof peer === 'string' && peer.trim() !== '' ? peer.trim() : null;
  return testServer({ step, index, server, peer: name }, signal);
}

/** What counts for a step: a mistake in what comes later must not be in its way. */
const KEYS_OF_STEP: Record<Exclude<SetupStep, 'check'>, readonly string[]> = {
  host: [],
  omapi: ['omapi'],
  files: ['reach', 'config', 'leases', 'log'],
  clock: ['reach', 'clock'],
};

function ofStep(server: unknown, step: Exclude<SetupStep, 'check'>): unknown {
  if (!isRecord(server)) return server;
  const keys = ['role', 'name', 'host', ...KEYS_OF_STEP[step]];
  const taken = Object.fromEntries(Object.entries(server).filter(([key]) => keys.includes(key)));
  return { omapi: {}, ...taken };
}

/** The server with a stand-in for its host key where none is named; null where one is, or there is no account. */
function withoutHostKey(server: unknown): unknown {
  if (!isRecord(server) || !isRecord(server.reach) || !isRecord(server.reach.ssh)) return null;
  const { ssh } = server.reach;
  if (ssh.knownHosts !== undefined || ssh.fingerprint !== undefined) return null;
  return { ...server, reach: { ssh: { ...ssh, fingerprint: NO_FINGERPRINT } } };
}

function problemOf(mistakes: readonly Mistake[], above: readonly string[]): Problem {
  return unfitBody(
    mistakes.map(({ path, found, expected }) => ({ path: [...above, ...path.map(String)], found, expected })),
    null,
  );
}

/** Ends the test before it of the same browser, and refuses more than a few at once. */
async function oneABrowser(
  browser: string,
  gone: AbortSignal,
  test: (signal: AbortSignal) => Promise<SetupTold>,
): Promise<SetupTold> {
  const running = singleton('setup-tests', () => new Map<string, AbortController>());
  running.get(browser)?.abort(new Error('Another test was asked for meanwhile.'));
  running.delete(browser);
  if (running.size >= MOST_TESTS) throw tooMany();
  const abort = new AbortController();
  running.set(browser, abort);
  try {
    return await test(AbortSignal.any([abort.signal, gone, AbortSignal.timeout(TEST_WITHIN_MS)]));
  } finally {
    if (running.get(browser) === abort) running.delete(browser);
  }
}

function tooMany(): Problem {
  return new Problem(
    'conflict',
    409,
    'Other tests are under way',
    `Pairwatch tries ${MOST_TESTS} settings at a time, and others are trying as many. Try again in a few seconds.`,
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
