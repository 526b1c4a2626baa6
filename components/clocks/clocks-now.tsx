import { apartLook, apartWords, suspectWords, trendWords } from '@/components/pair/clocks/clock-words.ts';
import { SkewScale } from '@/components/pair/clocks/skew-scale.tsx';
import { skewText } from '@/components/pair/clocks/skew-text.ts';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { RunbookLink } from '@/components/pair/runbook-link.tsx';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { ClocksDto } from '@/lib/contracts/truth.ts';
import { METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { meaningOf } from './meaning.ts';

/** How the clocks stand now, what that means, and what to do. */
export function ClocksNow({
  clocks,
  pair,
  isOld,
}: {
  clocks: ClocksDto | null;
  pair: PairDto;
  /** As it was a while ago, and perhaps is no more. */
  isOld: boolean;
}) {
  const now = useNow();
  const { zone } = useZone();
  const { skew = null, trend = null, monitorSuspect = null } = clocks ?? {};
  const apart = isOld ? null : (clocks?.apart ?? null);
  return (
    <div className="space-y-2 rounded-md border border-line bg-surface px-4 py-4" data-testid="clocks-now">
      <p className="text-16">
        <LevelWord {...apartLook(apart)} size={14} />
        {apart && <span className="text-muted"> · {apartWords(apart)}</span>}
      </p>
      {skew && (
        <p>
          {upper(skewText(skew, pair.servers))}, by {METHOD_WORDS[skew.method]},{' '}
          <Age at={skew.measuredAt} of={`Measured by ${METHOD_WORDS[skew.method]}`} />.
        </p>
      )}
      <p className="max-w-prose">
        {meaningOf(apart, pair.link.status)} <RunbookLink code="clock-skew" />
      </p>
      {skew && <SkewScale {...skew} />}
      {trend && <p>{trendWords(trend, now, zone)}</p>}
      {monitorSuspect && (
        <p className="max-w-prose">
          <LevelWord level={monitorSuspect.isCertain ? 'warn' : 'note'} word="Pairwatch’s own clock:" />{' '}
          {suspectWords(monitorSuspect)} The distance of the two servers is not touched by it.{' '}
          <RunbookLink code="monitor-clock-off" />
        </p>
      )}
    </div>
  );
}

const upper = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
