import type { OmapiError } from '../../omapi/errors.ts';
import type { FailoverStateObject } from '../../omapi/failover-state.ts';
import type { PoolCounters } from '../../omapi/pool.ts';

/** Everything one run of the command found out; what could not be read stands among the errors. */
export type OmapiReport = {
  host: string;
  port: number;
  roundTripMs: number | null;
  failoverState: FailoverStateObject | null;
  pools: ({ address: string } & PoolCounters)[];
  errors: { about: string; error: OmapiError }[];
};

export function reportAsJson(report: OmapiReport): string {
  const errors = report.errors.map(({ about, error }) => ({
    about,
    kind: error.kind,
    message: error.message,
    resultCode: error.resultCode ?? null,
  }));
  return `${JSON.stringify({ ...report, errors }, null, 2)}\n`;
}

/** The report in aligned lines; its errors are not in it. */
export function reportAsText({ host, port, roundTripMs, failoverState, pools }: OmapiReport): string {
  const server: Row[] = [['server', `${host}:${port}`]];
  if (roundTripMs !== null) server.push(['round trip', `${roundTripMs.toFixed(2)} ms`]);
  const sections = [
    server,
    failoverState ? failoverRows(failoverState) : [],
    ...pools.map((pool) => poolRows(pool)),
  ];
  return sections
    .filter((rows) => rows.length > 0)
    .map(aligned)
    .join('\n');
}

type Row = [label: string, value: string | number];

function failoverRows(state: FailoverStateObject): Row[] {
  return [
    ['peer', state.name],
    ['role', state.hierarchy],
    ['state', `${state.localState}${since(state.localStosAt)}`],
    ['partner state', `${state.partnerState}${since(state.partnerStosAt)} (last known)`],
    ['MCLT', `${state.mcltSeconds} s`],
    ['max response delay', `${state.maxResponseDelaySeconds} s`],
    ['max outstanding', state.maxOutstandingUpdates],
    ['unacked updates', state.unackedUpdates],
    ['load balancing', loadBalancing(state)],
    ['ports', `${state.localPort} here, ${state.partnerPort} at the partner`],
  ];
}

/** By the server's clock, which is what OMAPI tells. */
function since(at: number | null): string {
  return at === null ? '' : ` since ${new Date(at).toISOString()}`;
}

function loadBalancing({ loadBalance, loadBalanceMaxSeconds }: FailoverStateObject): string {
  if (!loadBalance) return 'not known';
  const off = loadBalanceMaxSeconds === 0 ? ', off (load balance max seconds is 0)' : '';
  return `split ${loadBalance.split} of 256${off}`;
}

function poolRows({
  address,
  leaseCount,
  freeLeases,
  backupLeases,
  handle,
}: { address: string } & PoolCounters): Row[] {
  return [
    ['pool of', address],
    ['handle', handle],
    ['addresses', leaseCount],
    ['free', freeLeases],
    ['backup', backupLeases],
    ['in use', Math.max(0, leaseCount - freeLeases - backupLeases)],
  ];
}

const LABEL_WIDTH = 20;

function aligned(rows: Row[]): string {
  return rows.map(([label, value]) => `${label.padEnd(LABEL_WIDTH)}${value}\n`).join('');
}
