import { type FailoverState, failoverStateFromNumber } from '../../lib/failover-states.ts';
import type { OmapiAlgorithm } from '../../lib/settings/settings.ts';
import { LabError } from './lab-error.ts';
import { run } from './run.ts';
import { FAILOVER_PEER } from './topology.ts';

export type OmapiAccess = {
  host: string;
  port: number;
  keyName: string;
  algorithm: OmapiAlgorithm;
  /** Base64. */
  secret: string;
};

/** One server's word about the failover; times are seconds since 1970 by that server's clock. */
export type FailoverReading = {
  local: FailoverState;
  partner: FailoverState;
  localSince: number;
  partnerSince: number;
};

const ANSWER_TIMEOUT_MS = 2_000;
const PARTNER_DOWN = 4;

/**
 * Asks a dhcpd for its failover state with ISC's own client, run behind `inside`; undefined when it does not
 * answer within 2 s.
 */
export async function readFailoverState(
  inside: string[],
  access: OmapiAccess,
): Promise<FailoverReading | undefined> {
  return parseFailoverState(await omshell(inside, access, []));
}

/** Tells a dhcpd that its partner is down. Throws LabError when it does not take it. */
export async function writePartnerDown(inside: string[], access: OmapiAccess): Promise<void> {
  const said = await omshell(inside, access, [`set local-state = ${PARTNER_DOWN}`, 'update']);
  if (parseFailoverState(said) && !/^can't/m.test(said)) return;
  throw new LabError(`dhcpd at ${access.host} did not take partner-down; omshell said: ${said.trim()}`);
}

/** The last complete object in omshell's output. */
function parseFailoverState(output: string): FailoverReading | undefined {
  const integer = (name: string): number | undefined => {
    const bytes = [...output.matchAll(new RegExp(`^${name} = ((?:[0-9a-f]{2}:){3}[0-9a-f]{2})$`, 'gm'))].at(
      -1,
    );
    return bytes?.[1] === undefined ? undefined : Number.parseInt(bytes[1].replaceAll(':', ''), 16);
  };
  const local = integer('local-state');
  const partner = integer('partner-state');
  const localSince = integer('local-stos');
  const partnerSince = integer('partner-stos');
  if (
    local === undefined ||
    partner === undefined ||
    localSince === undefined ||
    partnerSince === undefined
  ) {
    return undefined;
  }
  return {
    local: failoverStateFromNumber(local),
    partner: failoverStateFromNumber(partner),
    localSince,
    partnerSince,
  };
}

async function omshell(inside: string[], access: OmapiAccess, commands: string[]): Promise<string> {
  const script = [
    `server ${access.host}`,
    `port ${access.port}`,
    `key-algorithm ${access.algorithm}`,
    `key ${access.keyName} ${access.secret}`,
    'connect',
    'new failover-state',
    `set name = "${FAILOVER_PEER}"`,
    'open',
    ...commands,
  ];
  const { stdout, stderr } = await run([...inside, 'omshell'], {
    input: `${script.join('\n')}\n`,
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  // The prompts stand at the beginning of the lines that answer.
  return `${stdout}${stderr}`.replaceAll(/^(> )+/gm, '');
}
