'use client';

import Link from 'next/link';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { EditLink } from '@/components/settings/edit-link.tsx';
import { Moment } from '@/components/settings/moment.tsx';
import { Provisioned } from '@/components/settings/provisioned.tsx';
import { Act } from '@/components/ui/act.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { SettingsPairDto } from '@/lib/contracts/setup.ts';
import { pairsKey, settingsPairsKey } from '@/lib/queries/keys.ts';
import { removePair } from '@/lib/queries/setup.ts';
import { PAIR_STATES, waysTo } from './pair-state.ts';

/** One pair: where it stands, whether it is watched, how its servers are reached. */
export function PairEntryRow({ pair }: { pair: SettingsPairDto }) {
  const { name, title, origin, peer, servers, stored, state, problem } = pair;
  return (
    <li data-testid={`pair-${origin}-${name}`} className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <h2 className="font-semibold text-16">
          {state === 'watched' ? (
            <Link href={`/pairs/${name}`} prefetch={false} className="hover:underline">
              {title ?? name}
            </Link>
          ) : (
            (title ?? name)
          )}
        </h2>
        {title !== null && <span className="font-mono text-13 text-muted">{name}</span>}
        <span className="text-13">
          <LevelWord {...PAIR_STATES[state]} />
        </span>
        {peer !== null && (
          <span className="text-13 text-muted">
            failover peer <code className="font-mono">{peer}</code>
          </span>
        )}
        {origin === 'file' ? (
          <Provisioned />
        ) : (
          stored && (
            <span className="text-13 text-muted">
              stored here by {stored.by} <Moment at={stored.at} of={`${name} was stored`} />
            </span>
          )
        )}
      </div>
      {problem !== null && (
        <p className="wrap-anywhere max-w-[110ch]">
          <Prose text={problem} />
        </p>
      )}
      {servers.length > 0 && (
        <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
          {servers.map((server) => (
            <Server key={server.name} server={server} />
          ))}
        </div>
      )}
      {origin === 'stored' && (
        <div className="flex flex-wrap gap-2 pt-1">
          <EditLink of="pairs" name={name} />
          <Act
            need="admin"
            word="Remove"
            label={`Remove ${name}`}
            question={`${name} is watched no longer, from a few seconds on, and leaves the pages. Its alerts and its incident end. Its history stays in the database, and is back when a pair of that name is set up again.`}
            act={(by) => removePair(name, by)}
            changes={[settingsPairsKey, pairsKey]}
          />
        </div>
      )}
    </li>
  );
}

function Server({ server }: { server: SettingsPairDto['servers'][number] }) {
  const ways = waysTo(server);
  const { name, role, host, sources } = server;
  return (
    <div className="min-w-0 text-13">
      <p>
        <span className="font-medium text-14">{name}</span> <span className="text-muted">· {role}</span>
      </p>
      <dl className="mt-0.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        {(ways ?? [{ name: 'Host', value: `${host}; how it is reached the collector has not said yet` }]).map(
          (way) => (
            <div key={way.name} className="contents">
              <dt className="text-muted">{way.name}</dt>
              <dd className="wrap-anywhere font-mono text-12 leading-5">{way.value}</dd>
            </div>
          ),
        )}
        {sources.length > 0 && (
          <div className="contents">
            <dt className="text-muted">Sources</dt>
            <dd>{sources.join(', ')}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
