'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { PoolSource } from '@/lib/contracts/history.ts';
import type { PoolUseDto } from '@/lib/contracts/pool-use.ts';
import { chooseSeries } from './choose-series.ts';

type Series = PoolUseDto['series'][number];

const SOURCES: readonly { value: PoolSource; title: string; content: string }[] = [
  { value: 'omapi', title: 'dhcpd’s own counters, over OMAPI', content: 'counters' },
  { value: 'leases', title: 'counted from the lease file', content: 'lease file' },
];

/** Whose figures are drawn, as the page's address says. */
export function useChosenSeries({ series }: PoolUseDto) {
  const path = usePathname();
  const params = useSearchParams();
  const chosen = chooseSeries(series, { server: params.get('server'), source: params.get('source') });
  const choose = ({ server, source }: Pick<Series, 'server' | 'source'>) => {
    const next = new URLSearchParams(window.location.search);
    next.set('server', server);
    next.set('source', source);
    window.history.replaceState(null, '', `${path}?${next}`);
  };
  return { chosen, choose };
}

/** The servers and ways that told anything; nothing where there is no choice. */
export function SeriesChoice({
  use: { series },
  chosen,
  onChoose,
}: {
  use: PoolUseDto;
  chosen: Series;
  onChoose(choice: Pick<Series, 'server' | 'source'>): void;
}) {
  const servers = [...new Set(series.map(({ server }) => server))];
  const sources = SOURCES.filter(({ value }) => series.some(({ source }) => source === value));
  return (
    <>
      {servers.length > 1 && (
        <Segmented
          label="Server"
          value={chosen.server}
          options={servers.map((value) => ({ value, title: value, content: value }))}
          onChange={(server) => onChoose({ server, source: chosen.source })}
        />
      )}
      {sources.length > 1 && (
        <Segmented
          label="Source"
          value={chosen.source}
          options={sources}
          onChange={(source) => onChoose({ server: chosen.server, source })}
        />
      )}
    </>
  );
}
