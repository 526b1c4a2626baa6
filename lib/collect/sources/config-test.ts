import { readTestOutput, withoutSecrets } from '../../dhcpd/config/test-output.ts';
import type { ConfigTest } from '../../pair/parity/refusal.ts';
import { isReachError, ReachError } from '../../reach/error.ts';
import type { CommandResult, Reach } from '../../reach/reach.ts';

/** What is known of dhcpd's own test of a configuration; `refused`: why the latest one could not be made. */
export type TestWord = { test: ConfigTest | null; testRefused: string | null };

export const NOT_TESTED: TestWord = { test: null, testRefused: null };

/** A configuration as it was read: the hash of its files, and their texts by path. */
type ReadConfig = { hash: string; texts: ReadonlyMap<string, string> };

/** Asks dhcpd on the server whether it takes a configuration, where that is due; else gives what it said before. */
export type ConfigTester = (config: ReadConfig, signal: AbortSignal) => Promise<TestWord>;

/** A test as an earlier run kept it, with the hash of the configuration it was of. */
export type RememberedTest = { at: number; ok: boolean; output: string; hash: string };

export type ConfigTesterOptions = {
  reach: Pick<Reach, 'where' | 'run'>;
  path: string;
  /** Asked once. */
  remembered: () => Promise<RememberedTest | null>;
  now: () => number;
  /** Told why a test that was due could not be made. */
  onRefusal: (why: string) => void;
};

const EVERY_MS = 86_400_000;
const PATIENCE_MS = 20_000;
/** A plain user's PATH mostly has no sbin. */
const PROGRAMS = ['dhcpd', '/usr/sbin/dhcpd'] as const;
/** What a shell ends with that finds no such program. */
const NO_SUCH_PROGRAM = 127;
const SHOWN_CHARACTERS = 200;

/**
 * `dhcpd -t` for one server: of each configuration once, and again after a day. It needs no rights but to read the files;
 * dhcpd touches neither lease file nor network, and writes what it says to the log of its machine too.
 */
export function configTester({ reach, path, remembered, now, onRefusal }: ConfigTesterOptions): ConfigTester {
  let last: { hash: string; at: number; word: TestWord } | null = null;
  let isFirst = true;
  return async ({ hash, texts }, signal) => {
    if (isFirst) last = wordOf(await remembered());
    isFirst = false;
    if (last?.hash === hash && Math.abs(now() - last.at) < EVERY_MS) return last.word;
    const former = last?.hash === hash ? last.word.test : null;
    const at = now();
    const word = await ask(former);
    last = { hash, at, word };
    return word;

    async function ask(known: ConfigTest | null): Promise<TestWord> {
      try {
        const { ok, output, version } = await runTest(reach, path, signal);
        return { test: { at, ok, output: withoutSecrets(output, texts), version }, testRefused: null };
      } catch (error) {
        if (!(error instanceof ReachError) || error.kind === 'aborted') throw error;
        onRefusal(error.message);
        return { test: known, testRefused: error.message };
      }
    }
  };
}

function wordOf(remembered: RememberedTest | null) {
  if (remembered === null) return null;
  const { hash, at, ok, output } = remembered;
  const { version } = readTestOutput(output);
  return { hash, at, word: { test: { at, ok, output, version }, testRefused: null } };
}

/** Throws ReachError where dhcpd could not be asked, or could not look: then it has said nothing of the configuration. */
async function runTest(
  reach: Pick<Reach, 'where' | 'run'>,
  path: string,
  signal: AbortSignal,
): Promise<Omit<ConfigTest, 'at'>> {
  const { stdout, stderr, code } = await runDhcpd(reach, path, signal);
  const output = `${stderr}${stdout}`;
  const { version, unopened } = readTestOutput(output);
  if (version === null) {
    const [said = ''] = output.trim().split('\n');
    throw new ReachError(
      'not-allowed',
      `${reach.where} did not run dhcpd -t -cf ${path} but ended with ${endOf(code)}${said && ` (${said.slice(0, SHOWN_CHARACTERS)})`}. Let the account run it, see command= before its key in authorized_keys; or set config: { test: false }.`,
    );
  }
  if (unopened)
    throw new ReachError(
      'permission',
      `dhcpd -t on ${reach.where} could not open ${unopened.file} (${unopened.why}). Let the account read it; where that is so, see AppArmor's or SELinux's rules for dhcpd.`,
    );
  if (code === null)
    throw new ReachError(
      'unreadable',
      `dhcpd -t -cf ${path} on ${reach.where} was ended by a signal. Run it there to see why.`,
    );
  return { ok: code === 0, output, version };
}

async function runDhcpd(
  reach: Pick<Reach, 'where' | 'run'>,
  path: string,
  signal: AbortSignal,
): Promise<CommandResult> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  for (const program of PROGRAMS) {
    try {
      const result = await reach.run([program, '-t', '-cf', path], patience, { complaint: 'beginning' });
      if (result.code !== NO_SUCH_PROGRAM) return result;
    } catch (error) {
      if (!isReachError(error, 'not-found')) throw error;
    }
  }
  throw new ReachError(
    'not-found',
    `There is no dhcpd on ${reach.where} to test ${path} with, neither in PATH nor at ${PROGRAMS[1]}. Where it lies elsewhere, set config: { test: false }.`,
  );
}

const endOf = (code: number | null) => (code === null ? 'a signal' : `exit code ${code}`);
