'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Resource } from '@/components/ui/resource.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { PairConfigDto } from '@/lib/contracts/config.ts';
import type { ConfigPlace } from '@/lib/contracts/config-review.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { configQuery } from '@/lib/queries/config.ts';
import { FilesView } from './files-view.tsx';
import { FindingList } from './finding-list.tsx';
import { HistoryView } from './history-view.tsx';
import { MeaningView } from './meaning-view.tsx';
import { ServerFiles } from './server-files.tsx';
import { SetUp } from './set-up.tsx';
import { TextView } from './text-view.tsx';

/** Both configurations of a pair: what they say, what is wrong with them, how they differ, and how they came to be so. */
export function ConfigView({ name, firstProblem }: { name: string; firstProblem: ProblemDto | null }) {
  const query = useQuery(configQuery(name));
  return (
    <>
      <title>{`Configuration · ${name} · Pairwatch`}</title>
      <Resource query={query} firstProblem={firstProblem} what={`the configurations of ${name}`}>
        {(config) => <PairConfig pair={name} config={config} />}
      </Resource>
    </>
  );
}

const VIEWS = [
  { value: 'files', title: 'Files beside each other', content: 'Files' },
  { value: 'meaning', title: 'Differences by meaning', content: 'By meaning' },
  { value: 'text', title: 'Differences as text', content: 'As text' },
  { value: 'history', title: 'History of both', content: 'History' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** A place that was asked for. Each time anew, so that asking twice goes there twice. */
export type Target = { place: Pick<ConfigPlace, 'server' | 'file' | 'line'> };

function PairConfig({ pair, config }: { pair: string; config: PairConfigDto }) {
  const [view, setView] = useView();
  const [target, setTarget] = useState<Target | null>(null);
  const goTo = (place: Target['place']) => {
    setTarget({ place });
    if (view !== 'files') setView('files');
  };
  const isReadable = config.servers.some(({ version }) => version !== null);
  return (
    <div className="space-y-6" data-testid="config-page">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="font-semibold text-20">Configuration</h1>
        {isReadable && (
          <div className="print:hidden">
            <Segmented<View> label="What is shown" value={view} options={VIEWS} onChange={setView} />
          </div>
        )}
      </header>
      <div className="grid gap-4 sm:grid-cols-2">
        {config.servers.map((server) => (
          <ServerFiles key={server.name} server={server} />
        ))}
      </div>
      <SetUp servers={config.servers} />
      {isReadable && (
        <>
          <FindingList config={config} onGo={goTo} />
          {view === 'files' && <FilesView pair={pair} config={config} target={target} />}
          {view === 'meaning' && <MeaningView config={config} onGo={goTo} />}
          {view === 'text' && <TextView pair={pair} config={config} />}
          {view === 'history' && <HistoryView pair={pair} />}
        </>
      )}
    </div>
  );
}

/** Which view the address asks for. */
function useView(): [View, (view: View) => void] {
  const path = usePathname();
  const router = useRouter();
  const search = useSearchParams();
  const asked = VIEWS.find(({ value }) => value === search.get('view'))?.value ?? 'files';
  return [
    asked,
    (view) => {
      const address = view === 'files' ? path : `${path}?view=${view}`;
      // Typed routes know no searches; it is the page we are on.
      router.push(address as Parameters<typeof router.push>[0], { scroll: false });
    },
  ];
}
