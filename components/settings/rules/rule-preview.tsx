'use client';

import { SeverityWord } from '@/components/alerts/severity-word.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { RulePreviewDto } from '@/lib/contracts/rule.ts';
import type { Severity } from '@/lib/contracts/severity.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import { lengthMs, previewWords, stripParts } from './preview-words.ts';

const SHOWN = 20;

/** What a rule would have fired in the past: a sentence, a strip, a list. */
export function RulePreview({ preview }: { preview: RulePreviewDto }) {
  const { pair, notKnown, firings, from, to } = preview;
  const now = useNow();
  const { zone } = useZone();
  const latest = firings.toReversed();
  return (
    <div data-testid="rule-preview" className="space-y-2 rounded-md bg-sunken p-3">
      <h3 className="font-medium">
        The last {formatDuration(Date.parse(to) - Date.parse(from))} of pair {pair}
      </h3>
      {notKnown !== null ? (
        <p>This cannot be told from the past. {notKnown}</p>
      ) : (
        <>
          <p>{previewWords(preview)}</p>
          <Strip preview={preview} />
          <p className="flex justify-between text-12 text-muted">
            <span>{formatTime(Date.parse(from), now, zone)}</span>
            <span>{formatTime(Date.parse(to), now, zone)}</span>
          </p>
          {firings.length > 0 && (
            <ol className="space-y-1 text-13">
              {latest.slice(0, SHOWN).map((firing) => (
                <li
                  key={`${firing.firedAt} ${firing.subject.server} ${firing.subject.pool} ${firing.subject.detail}`}
                  className="grid gap-x-4 sm:grid-cols-[84px_144px_minmax(0,1fr)]"
                >
                  <SeverityWord severity={firing.severity} />
                  <span className="tabular-nums">
                    {formatTime(Date.parse(firing.firedAt), now, zone)},{' '}
                    {firing.resolvedAt === null ? 'still' : formatDuration(lengthMs(firing, to))}
                  </span>
                  <span className="wrap-anywhere">{firing.sentence}</span>
                </li>
              ))}
            </ol>
          )}
          {latest.length > SHOWN && (
            <p className="text-13 text-muted">
              These are the latest {SHOWN} of {latest.length}.
            </p>
          )}
        </>
      )}
    </div>
  );
}

const FILL: Record<Severity, string> = {
  info: 'text-unknown',
  warning: 'text-degraded',
  critical: 'text-down',
};

/** The list beneath says the same to who can't see it. */
function Strip({ preview }: { preview: RulePreviewDto }) {
  return (
    <svg
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="block h-5 w-full rounded-[3px] border border-line bg-surface"
    >
      {stripParts(preview).map(({ severity, left, width }) => (
        <rect
          key={`${severity} ${left}`}
          x={left}
          width={width}
          // Height tells the levels apart as well as colour does.
          y={severity === 'critical' ? 0 : 0.4}
          height={severity === 'critical' ? 1 : 0.6}
          fill="currentColor"
          className={FILL[severity]}
        />
      ))}
    </svg>
  );
}
