'use client';

import type { LeaseGroundDto } from '@/lib/contracts/lease.ts';
import { LEASE_STATES, type LeaseState } from '@/lib/contracts/lease-filter.ts';
import { STATE_WORDS } from '@/lib/contracts/lease-glossary.ts';
import { examplesOf } from './examples.ts';
import type { LeaseSearching } from './use-lease-search.ts';

/** What stands where nothing is searched for: what can be typed, by the pair's own addresses, and how many leases are what. */
export function EmptySearch({
  ground,
  change,
}: {
  ground: LeaseGroundDto | undefined;
  change: LeaseSearching['change'];
}) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
      <section>
        <h2 className="font-semibold text-16">What can be typed</h2>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
          {examplesOf(ground?.pools ?? []).map(({ text, meaning }) => (
            <div key={text} className="contents">
              <dt>
                <button
                  type="button"
                  onClick={() => change({ q: text, as: null })}
                  className="py-0.5 text-left font-mono text-13 print:inline! underline decoration-line underline-offset-2 hover:decoration-ink"
                >
                  {text}
                </button>
              </dt>
              <dd className="text-muted">{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-12 text-faint max-sm:hidden">
          Keys: <Key>/</Key> goes to the box, <Key>j</Key> and <Key>k</Key> down and up the results,{' '}
          <Key>Enter</Key> opens one, <Key>Esc</Key> closes it.
        </p>
      </section>
      {ground && <StateCounts files={ground.files} change={change} />}
    </div>
  );
}

function Key({ children }: { children: string }) {
  return <kbd className="rounded-[3px] border border-line bg-sunken px-1 font-mono text-12">{children}</kbd>;
}

/** `ended` stands right beneath `active`, of which it is a part. */
const SHOWN_STATES: readonly LeaseState[] = [
  'active',
  'ended',
  ...LEASE_STATES.filter((state) => state !== 'active' && state !== 'ended'),
];

function StateCounts({
  files,
  change,
}: {
  files: LeaseGroundDto['files'];
  change: LeaseSearching['change'];
}) {
  return (
    <section>
      <h2 className="font-semibold text-16">Addresses by state</h2>
      <table className="mt-2 w-full text-13" data-testid="state-counts">
        <thead>
          <tr className="border-line border-b text-12 text-muted">
            <th scope="col" className="py-1 text-left font-normal">
              State
            </th>
            {files.map(({ server }) => (
              <th key={server} scope="col" className="py-1 pl-4 text-right font-normal">
                {server}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SHOWN_STATES.map((state) => (
            <tr key={state} className="border-line border-b last:border-0">
              <th scope="row" className="py-1 text-left font-normal">
                <button
                  type="button"
                  onClick={() => change({ state })}
                  className="py-0.5 font-mono print:inline! underline decoration-line underline-offset-2 hover:decoration-ink"
                >
                  {state}
                </button>{' '}
                <span className="text-muted">{STATE_WORDS[state]}</span>
              </th>
              {files.map(({ server, total, freshness }) => (
                <td
                  key={server}
                  className={`pl-4 text-right tabular-nums ${freshness === 'stale' ? 'text-faint' : ''}`}
                >
                  {total === null ? 'not known' : total[state].toLocaleString('en-US')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-12 text-faint">
        Counted in each server’s lease file, over the ranges of its dhcpd.conf. Addresses without a block
        count as free; they are no leases and are found by no search.
      </p>
    </section>
  );
}
