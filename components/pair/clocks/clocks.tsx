'use client';

import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { ClocksDto } from '@/lib/contracts/truth.ts';
import { METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { LevelWord } from '../level-mark.tsx';
import { RunbookLink } from '../runbook-link.tsx';
import { TruthSection } from '../truth-section.tsx';
import { apartLook, apartWords, suspectWords, trendWords } from './clock-words.ts';
import { OtherWays } from './other-ways.tsx';
import { ServerClock } from './server-clock.tsx';
import { SkewScale } from './skew-scale.tsx';
import { skewText } from './skew-text.ts';

/** The two clocks, against each other and against ours. */
export function Clocks({ pair }: { pair: PairDto }) {
  return (
    <TruthSection pair={pair} part="clocks" title="Clocks" what="the clocks">
      {({ value }) => (
        <div className="rounded-md border border-line bg-surface">
          <div className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-2">
            <Apart clocks={value} pair={pair} />
            <ul className="space-y-2 lg:border-line lg:border-l lg:pl-6">
              {value.servers.map((server) => (
                <ServerClock key={server.name} server={server} />
              ))}
            </ul>
          </div>
          <OtherWays clocks={value} pair={pair} />
        </div>
      )}
    </TruthSection>
  );
}

function Apart({ clocks, pair }: { clocks: ClocksDto; pair: PairDto }) {
  const now = useNow();
  const { zone } = useZone();
  const { skew, apart, trend, monitorSuspect } = clocks;
  return (
    <div className="min-w-0 space-y-1">
      <p>
        <LevelWord {...apartLook(apart)} />
        {apart && <span className="text-muted"> · {apartWords(apart)}</span>}
      </p>
      {skew ? (
        <>
          <p className="text-13">
            {sentenceOf(skewText(skew, pair.servers))} By {METHOD_WORDS[skew.method]},{' '}
            <Age at={skew.measuredAt} of="Measured" />.
          </p>
          <SkewScale {...skew} />
        </>
      ) : (
        <p className="text-13 text-muted">
          No way to compare them is fresh. Above 60 s the servers refuse to connect to each other.
        </p>
      )}
      {trend && <p className="text-13">{trendWords(trend, now, zone)}</p>}
      {monitorSuspect && (
        <p className="text-13">
          <LevelWord level={monitorSuspect.isCertain ? 'warn' : 'note'} word="Pairwatch’s own clock:" />{' '}
          {suspectWords(monitorSuspect)} <RunbookLink code="monitor-clock-off" />
        </p>
      )}
    </div>
  );
}

const sentenceOf = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
