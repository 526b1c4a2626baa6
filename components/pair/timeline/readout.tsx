import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { formatExact } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { MarkShape } from './marks.tsx';
import { lastedWords, type ReadoutOf } from './readout-at.ts';

/** What was at the cursor's time, on the side of it where there is more room; over the axis, so that nothing moves. */
export function Readout({ readout, isRight }: { readout: ReadoutOf; isRight: boolean }) {
  const now = useNow();
  const { zone } = useZone();
  const { at, verdict, servers, marks } = readout;
  return (
    <div
      aria-hidden="true"
      data-testid="timeline-readout"
      className={`pointer-events-none absolute top-full z-20 w-[min(420px,100%)] space-y-0.5 rounded-md border border-strong-line bg-surface px-3 py-2 text-12 ${isRight ? 'right-0' : 'left-0'}`}
    >
      <p className="flex justify-between gap-4 tabular-nums">
        <span className="font-medium">{formatExact(Math.round(at), zone)}</span>
        {verdict ? (
          <span className={`inline-flex items-center gap-1.5 ${VERDICT_TEXT[verdict.of.verdict]}`}>
            <VerdictMark verdict={verdict.of.verdict} size={11} />
            {verdict.of.verdict}
          </span>
        ) : (
          <span className="text-muted">not judged</span>
        )}
      </p>
      {servers.map(({ name, stay }) => (
        <p key={name} className="flex flex-wrap gap-x-2">
          <span className="text-muted">{name}</span>
          {stay ? (
            <>
              <span className="font-mono">{stay.of.state}</span>
              <span className="ml-auto text-muted tabular-nums">{lastedWords(stay, now, zone)}</span>
            </>
          ) : (
            <span>not seen</span>
          )}
        </p>
      ))}
      {marks.map(({ eventId, kind, sentence }) => (
        <p key={eventId} className="truncate">
          <MarkShape kind={kind} /> {sentence}
        </p>
      ))}
    </div>
  );
}
