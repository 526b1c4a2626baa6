'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { NoPairs } from '@/components/overview/no-pairs.tsx';
import { byRisk } from '@/components/overview/risk.ts';
import { VERDICT_CHARACTER } from '@/components/status/verdict-look.ts';
import { useNow } from '@/components/time/now.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { agedPair } from '@/lib/pair/staleness.ts';
import { overviewQuery } from '@/lib/queries/overview.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';
import { everyMsOf } from './cycle.ts';
import { NoNews, useNoNews } from './no-news.tsx';
import { Strip } from './strip.tsx';
import { useAwake } from './use-awake.ts';
import { useReload } from './use-reload.ts';
import { useShowing } from './use-showing.ts';
import { WallHead } from './wall-head.tsx';
import { WallPair } from './wall-pair.tsx';

/**
 * One pair at a time for a screen that nobody sits at. Everything is sized by the window: 1 em is a hundredth of its width, or as
 * much of its height.
 */
export function Wall({ build, firstProblem }: { build: string; firstProblem: ProblemDto | null }) {
  useAwake();
  useReload(build);
  const query = useQuery(pairsQuery());
  const isEmpty = query.data?.pairs.length === 0;
  return (
    <>
      <h1 className="sr-only">Wall</h1>
      {query.data === undefined || isEmpty ? (
        <div className="mx-auto max-w-3xl p-8">
          <title>Wall · Pairwatch</title>
          <Resource query={query} firstProblem={firstProblem} what="pairs">
            {() => <NoPairs />}
          </Resource>
        </div>
      ) : (
        <Pairs pairs={query.data.pairs} />
      )}
    </>
  );
}

function Pairs({ pairs }: { pairs: readonly PairDto[] }) {
  const search = useSearchParams();
  const asked = search.get('pair');
  const now = useNow();
  const ranked = byRisk(pairs.map((pair) => agedPair(pair, now)));
  const everyMs = everyMsOf(search.get('every'));
  const inTurn = asked === null ? ranked : ranked.filter(({ name }) => name === asked);
  const { showing, isPaused, setPaused } = useShowing(inTurn, now, everyMs);
  const overview = useQuery(overviewQuery()).data;
  const noNews = useNoNews(pairs);
  const pair = inTurn.find(({ name }) => name === showing?.name);
  return (
    <div
      data-testid="wall"
      data-pair={pair?.name}
      data-no-news={noNews?.kind}
      style={{ fontSize: 'max(7px, min(1vw, 1.777vh))', lineHeight: 1.2 }}
      // Its parts share the height: while they still arrive, each would move those that are there already.
      className="flex min-h-dvh flex-col [&:not(:has([data-whole]))]:invisible"
    >
      {noNews && <NoNews noNews={noNews} />}
      <div className={`flex grow flex-col ${noNews ? 'opacity-35 grayscale' : ''}`}>
        <WallHead isPaused={isPaused} canPause={inTurn.length > 1} onPause={() => setPaused(!isPaused)} />
        {pair ? (
          <>
            <title>{`${VERDICT_CHARACTER[pair.verdict]} ${pair.title ?? pair.name} · Wall · Pairwatch`}</title>
            <WallPair
              pair={pair}
              more={overview?.pairs.find(({ name }) => name === pair.name) ?? null}
              isOld={noNews !== null}
            />
          </>
        ) : (
          <div className="mx-auto w-full max-w-3xl grow p-8">
            <Notice title={`No pair is named “${asked}”`}>
              <p>
                The address of this wall asks for it with ?pair=. Without that, it shows all pairs in turns.
              </p>
            </Notice>
          </div>
        )}
        <Strip pairs={ranked} here={pair?.name ?? null} />
      </div>
      <span hidden data-whole="" />
    </div>
  );
}
