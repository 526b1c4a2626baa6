'use client';

import { useQuery } from '@tanstack/react-query';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairConfigDto } from '@/lib/contracts/config.ts';
import { configDiffQuery } from '@/lib/queries/config.ts';
import { DiffList } from './diff-list.tsx';

/** What differs between the two configurations line by line. */
export function TextView({ pair, config }: { pair: string; config: PairConfigDto }) {
  const [a, b] = config.servers;
  if (!a?.version || !b?.version)
    return <p className="text-13 text-muted">That takes both files, and one of them was never read.</p>;
  return <Differences pair={pair} oldId={a.version.id} newId={b.version.id} names={[a.name, b.name]} />;
}

function Differences({
  pair,
  oldId,
  newId,
  names: [a, b],
}: {
  pair: string;
  oldId: number;
  newId: number;
  names: [string, string];
}) {
  const query = useQuery(configDiffQuery(pair, { oldId, newId }));
  return (
    <section aria-labelledby="as-text" data-testid="config-text">
      <h2 id="as-text" className="font-semibold text-16">
        What differs as text
      </h2>
      <p className="mb-2 text-13 text-muted">
        − stands in the file of {a} alone, + in that of {b} alone.
      </p>
      <Resource query={query} firstProblem={null} what="what differs">
        {(diff) =>
          diff.isSame ? (
            <p className="text-13">Not one line, apart from secrets, which are not shown.</p>
          ) : (
            <DiffList files={diff.files} />
          )
        }
      </Resource>
    </section>
  );
}
