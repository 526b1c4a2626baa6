import { bandOf, SCALE_LABELS } from './scale.ts';

/** The distance of two clocks on a line with the limits that matter. The words beside it say the same. */
export function SkewScale({ skewMs, uncertaintyMs }: { skewMs: number; uncertaintyMs: number }) {
  const { from, at, to } = bandOf({ skewMs, uncertaintyMs });
  return (
    <div aria-hidden="true" className="max-w-md pt-2 pb-1 text-12 text-faint" data-testid="skew-scale">
      <div className="relative h-4 border-strong-line border-b">
        {SCALE_LABELS.map((label) => (
          <span
            key={label.text}
            className="absolute top-1 bottom-0 w-px bg-strong-line"
            style={{ left: `${label.at}%` }}
          />
        ))}
        <span
          className="hatched absolute top-1.5 bottom-0 min-w-1 text-muted"
          style={{ left: `${from}%`, width: `${to - from}%` }}
        />
        <svg
          viewBox="0 0 8 8"
          width="10"
          height="10"
          aria-hidden="true"
          className="absolute -top-0.5 -translate-x-1/2 text-ink"
          style={{ left: `${at}%` }}
        >
          <path d="M0 0h8L4 8Z" fill="currentColor" />
        </svg>
      </div>
      <div className="relative h-4">
        <span className="absolute left-0">0</span>
        {SCALE_LABELS.map((label) => (
          <span
            key={label.text}
            className="absolute -translate-x-1/2 whitespace-nowrap"
            style={{ left: `${label.at}%` }}
          >
            {label.text} <span className="max-sm:hidden">{label.meaning}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
