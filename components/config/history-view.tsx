'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ConfigVersionHead } from '@/lib/contracts/config.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import { configDiffQuery, configVersionsQuery } from '@/lib/queries/config.ts';
import { chosenVersions } from './chosen-versions.ts';
import { DiffList } from './diff-list.tsx';

/** When the configurations changed, and what changed from any version to any other. */
export function HistoryView({ pair }: { pair: string }) {
  const query = useQuery(configVersionsQuery(pair));
  return (
    <section aria-labelledby="config-history" data-testid="config-history">
      <h2 id="config-history" className="mb-2 font-semibold text-16">
        History
      </h2>
      <Resource query={query} firstProblem={null} what="the versions">
        {({ versions }) => <Versions pair={pair} versions={versions} />}
      </Resource>
    </section>
  );
}

function Versions({ pair, versions }: { pair: string; versions: readonly ConfigVersionHead[] }) {
  const search = useSearchParams();
  const choose = useChoice();
  const { version, against } = chosenVersions(versions, Object.fromEntries(search));
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(220px,280px)_minmax(0,1fr)]">
      <ul className="max-h-[60vh] overflow-y-auto rounded-md border border-line bg-surface text-13 print:hidden">
        {versions.map((each) => (
          <li
            key={each.id}
            className={`flex flex-wrap items-baseline gap-x-2 border-line border-b last:border-b-0 ${each.id === version?.id ? 'bg-sunken' : ''}`}
          >
            <button
              type="button"
              aria-pressed={each.id === version?.id}
              onClick={() => choose({ version: each.id, against: null })}
              className={`min-h-8 grow px-3 py-1.5 text-left ${each.id === version?.id ? 'font-medium' : 'hover:bg-sunken'}`}
            >
              {each.server} · <VersionTime version={each} />
            </button>
            <span className="px-3 text-12 text-muted">
              <Age at={each.readAt} of={`First read so of ${each.server}`} />
            </span>
          </li>
        ))}
      </ul>
      <div className="min-w-0 space-y-2">
        {version === null && <p className="text-13 text-muted">No version is kept yet.</p>}
        {version && (
          <label className="flex flex-wrap items-center gap-2 text-13">
            What {version.server} has as of <VersionTime version={version} /> against
            <select
              name="against"
              value={against?.id ?? ''}
              onChange={(event) => choose({ version: version.id, against: Number(event.target.value) })}
              className="h-8 rounded-md border border-strong-line bg-surface px-2"
            >
              {against === null && <option value="">nothing before it</option>}
              {versions
                .filter(({ id }) => id !== version.id)
                .map((each) => (
                  <VersionOption key={each.id} version={each} />
                ))}
            </select>
          </label>
        )}
        {version && against && <Change pair={pair} oldId={against.id} newId={version.id} />}
        {version && !against && (
          <p className="text-13 text-muted">
            This is the first version of {version.server} that is kept; choose another one to hold it against.
          </p>
        )}
      </div>
    </div>
  );
}

function Change({ pair, oldId, newId }: { pair: string; oldId: number; newId: number }) {
  const query = useQuery(configDiffQuery(pair, { oldId, newId }));
  return (
    <Resource query={query} firstProblem={null} what="what changed">
      {(diff) => (
        <div className={query.isPlaceholderData ? 'opacity-60' : ''}>
          {diff.isSame ? (
            <p className="text-13">They differ in secrets alone, which are not shown, or not at all.</p>
          ) : (
            <DiffList files={diff.files} />
          )}
        </div>
      )}
    </Resource>
  );
}

function VersionTime({ version }: { version: ConfigVersionHead }) {
  return <time dateTime={version.readAt}>{useVersionTime(version)}</time>;
}

function VersionOption({ version }: { version: ConfigVersionHead }) {
  const time = useVersionTime(version);
  return (
    <option value={version.id}>
      {version.server} · {time}
    </option>
  );
}

function useVersionTime({ readAt }: ConfigVersionHead): string {
  const now = useNow();
  const { zone } = useZone();
  return formatTime(Date.parse(readAt), now, zone);
}

/** Writes what is chosen into the address. */
function useChoice() {
  const path = usePathname();
  const router = useRouter();
  return ({ version, against }: { version: number; against: number | null }) => {
    const search = new URLSearchParams({ view: 'history', version: String(version) });
    if (against) search.set('against', String(against));
    // Typed routes know no searches; it is the page we are on.
    router.push(`${path}?${search}` as Parameters<typeof router.push>[0], { scroll: false });
  };
}
