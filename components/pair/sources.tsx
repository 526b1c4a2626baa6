'use client';

import { Age } from '@/components/time/age.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { ServerDto, SourceDto } from '@/lib/contracts/pair.ts';
import type { Freshness } from '@/lib/contracts/verdict.ts';
import { withCommands } from './command-words.ts';
import { ConfigTestLine } from './config-test-line.tsx';
import { type CommonFailure, failuresOf } from './failures.ts';
import { listed } from './listed.ts';

const WHAT: Record<SourceDto['kind'], string> = {
  omapi: 'Failover state, asked over OMAPI',
  pools: 'Pool counters, asked over OMAPI',
  config: 'Pools and ranges, read from dhcpd.conf',
  leases: 'Leases and past states, read from the lease file',
  log: 'What dhcpd writes to its log, looked at',
  clock: 'Clock against ours, read by NTP or over SSH',
};

const LOOK: Record<Freshness, string> = {
  fresh: 'text-muted',
  late: 'font-semibold text-ink',
  stale: 'text-faint',
  never: 'text-faint',
};

/** Each way of reading one server: how old its last answer is, and why the latest try failed. */
export function Sources({ pair, server }: { pair: string; server: ServerDto }) {
  return (
    <footer className="border-line border-t px-4 py-2 text-12">
      <ul aria-label="Sources" className="grid grid-cols-[repeat(auto-fill,minmax(100px,1fr))] gap-2">
        {server.sources.map((source) => (
          <SourceAge key={source.kind} source={source} />
        ))}
      </ul>
      {failuresOf(server.sources).map((failure) => (
        <Failure key={failure.message} failure={failure} />
      ))}
      <ConfigTestLine pair={pair} server={server.name} />
    </footer>
  );
}

function SourceAge({ source }: { source: SourceDto }) {
  const roundTrip = source.roundTripMs === null ? '' : `, answered in ${source.roundTripMs.toFixed(1)} ms`;
  const what = `${WHAT[source.kind]} every ${source.intervalMs / 1000} s${roundTrip}`;
  return (
    <li
      data-freshness={source.freshness}
      className={`flex min-h-[24px] items-center gap-1.5 ${LOOK[source.freshness]}`}
    >
      {source.failure ? (
        <Cross />
      ) : (
        <Dot hollow={source.freshness === 'stale' || source.freshness === 'never'} />
      )}
      <span>{source.kind}</span>
      {source.lastSuccessAt === null ? (
        <Hint text={what}>never read</Hint>
      ) : (
        <Age at={source.lastSuccessAt} of={`${what}. Last success:`} short />
      )}
      {source.freshness === 'late' && <span>late</span>}
    </li>
  );
}

function Failure({ failure }: { failure: CommonFailure }) {
  const tries = failure.times === 1 ? 'once' : `${failure.times} times in a row`;
  return (
    <p className="wrap-anywhere mt-1.5 text-13">
      <span className="font-medium">
        {listed(failure.kinds)} failed {tries}
      </span>
      {failure.since && (
        <span className="text-muted">
          , first <Age at={failure.since} of="First failure of this run" />
        </span>
      )}
      : <Prose text={withCommands(failure.message)} />
      {failure.otherFiles.length > 0 && (
        <span className="block">
          <Prose text={`The same holds for ${listed(failure.otherFiles.map((file) => `\`${file}\``))}.`} />
        </span>
      )}
    </p>
  );
}

function Dot({ hollow }: { hollow: boolean }) {
  return (
    <svg viewBox="0 0 8 8" width="8" height="8" className="shrink-0" aria-hidden="true">
      <circle
        cx="4"
        cy="4"
        r="3"
        fill={hollow ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeDasharray={hollow ? '1.5 1.5' : undefined}
      />
    </svg>
  );
}

function Cross() {
  return (
    <svg
      viewBox="0 0 8 8"
      width="8"
      height="8"
      aria-label="failing"
      role="img"
      className="shrink-0 text-down"
    >
      <path d="m1 1 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.75" />
    </svg>
  );
}
