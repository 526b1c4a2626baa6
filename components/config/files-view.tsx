'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Resource } from '@/components/ui/resource.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { ConfigFileDto, FileDiff, PairConfigDto } from '@/lib/contracts/config.ts';
import { type FilePair, pairFiles } from '@/lib/pair/parity/file-pairs.ts';
import { configDiffQuery, configVersionQuery } from '@/lib/queries/config.ts';
import type { Target } from './config-view.tsx';
import { SideBySide } from './side-by-side.tsx';

/** Both configurations beside each other, file by file, with the findings at their lines. */
export function FilesView({
  pair,
  config,
  target,
}: {
  pair: string;
  config: PairConfigDto;
  target: Target | null;
}) {
  const [a, b] = config.servers;
  const [filesA, filesB] = [useFiles(pair, a?.version?.id ?? null), useFiles(pair, b?.version?.id ?? null)];
  const diff = useQuery({
    ...configDiffQuery(pair, { oldId: a?.version?.id ?? 0, newId: b?.version?.id ?? 0 }),
    enabled: a?.version != null && b?.version != null,
  });
  const waiting = [filesA, filesB].find(
    ({ query }) => query.data === undefined && query.fetchStatus !== 'idle',
  );
  if (waiting)
    return (
      <Resource query={waiting.query} firstProblem={null} what="the files">
        {() => null}
      </Resource>
    );
  return (
    <Pairs
      config={config}
      filesA={filesA.files}
      filesB={filesB.files}
      diffs={diff.data?.files ?? null}
      target={target}
    />
  );
}

const NO_FILES: readonly ConfigFileDto[] = [];

function useFiles(pair: string, id: number | null) {
  const query = useQuery({ ...configVersionQuery(pair, id ?? 0), enabled: id !== null });
  return { query, files: id === null ? NO_FILES : (query.data?.version.files ?? NO_FILES) };
}

function Pairs({
  config,
  filesA,
  filesB,
  diffs,
  target,
}: {
  config: PairConfigDto;
  filesA: readonly ConfigFileDto[];
  filesB: readonly ConfigFileDto[];
  diffs: readonly FileDiff[] | null;
  target: Target | null;
}) {
  const [chosen, setChosen] = useState(0);
  const [side, setSide] = useState<'a' | 'b'>('a');
  const [followed, setFollowed] = useState<Target | null>(null);
  const pairs = useMemo(() => pairFiles(filesA, filesB), [filesA, filesB]);
  const [a, b] = config.servers;
  if (target !== followed) {
    // A place that is asked for chooses its file, and on a phone its server.
    setFollowed(target);
    const at = target ? pairs.findIndex((each) => holds(each, target, a?.name)) : -1;
    if (at >= 0) setChosen(at);
    if (target) setSide(target.place.server === a?.name ? 'a' : 'b');
  }
  const shown = pairs[chosen] ?? pairs[0];
  if (!shown || !a || !b) return null;
  return (
    <section aria-label="Both files" className="space-y-2" data-testid="config-files">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {pairs.length > 1 && (
          <ul aria-label="Files" className="flex flex-wrap gap-1">
            {pairs.map((each, index) => (
              <li key={nameOf(each)}>
                <button
                  type="button"
                  aria-pressed={each === shown}
                  onClick={() => setChosen(index)}
                  className={`h-7 rounded-md border border-line px-2 font-mono text-12 ${each === shown ? 'bg-sunken text-ink' : 'text-muted hover:text-ink'}`}
                >
                  {nameOf(each)}
                  {each.old === null && ` (${b.name} alone)`}
                  {each.new === null && ` (${a.name} alone)`}
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="sm:hidden">
          <Segmented<'a' | 'b'>
            label="Server"
            value={side}
            options={[
              { value: 'a', title: a.name, content: a.name },
              { value: 'b', title: b.name, content: b.name },
            ]}
            onChange={setSide}
          />
        </div>
      </div>
      <SideBySide
        files={shown}
        hunks={hunksOf(diffs, shown)}
        servers={{ a, b }}
        findings={config.findings}
        side={side}
        target={target && holds(shown, target, a.name) ? target : null}
      />
    </section>
  );
}

/** What differs between the two; null where that is not known. One that stands alone differs from nothing. */
function hunksOf(diffs: readonly FileDiff[] | null, { old, new: new_ }: FilePair): FileDiff['hunks'] {
  if (!old || !new_) return null;
  return diffs?.find(({ oldPath, newPath }) => oldPath === old.path && newPath === new_.path)?.hunks ?? null;
}

function holds({ old, new: new_ }: FilePair, { place }: Target, serverA: string | undefined): boolean {
  return (place.server === serverA ? old : new_)?.path === place.file;
}

const nameOf = ({ old, new: new_ }: FilePair): string => {
  const names = new Set([old, new_].flatMap((file) => file?.path ?? []));
  return [...names].join(' · ');
};
