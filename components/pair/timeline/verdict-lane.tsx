import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import type { Span } from '@/lib/contracts/range.ts';
import { VERDICTS_BY_RISK } from '@/lib/contracts/verdict.ts';
import type { Lanes, Segment } from './layout.ts';
import { lengthOf, pixelsOf, shareOf } from './place.ts';

const MARK_SIZE = 12;
/** Shapes nearer to each other than this would lie over each other. */
const LEAST_APART = 15;

type Verdicts = Lanes['verdicts'];

/** The verdicts in their time, each with its shape where it begins, as far as there is room for shapes. */
export function VerdictLane({
  verdicts,
  span,
  top,
  width,
}: {
  verdicts: Verdicts;
  span: Span;
  top: number;
  width: number;
}) {
  const marked = withRoom(verdicts, span, width);
  return (
    <g data-testid="lane-verdict">
      {worstLast(verdicts).map((segment) => (
        <g key={segment.began} className={VERDICT_TEXT[segment.of.verdict]}>
          <rect
            x={shareOf(segment.from, span)}
            y={top + 6}
            width={pixelsOf(segment, span, width) < 1.5 ? 1.5 : lengthOf(segment, span)}
            height={4}
            fill="currentColor"
          />
        </g>
      ))}
      {marked.map(({ began, from, of }) => (
        <svg
          key={began}
          aria-hidden="true"
          x={shareOf(from, span)}
          y={top + 2}
          width={MARK_SIZE}
          height={MARK_SIZE}
          overflow="visible"
        >
          <circle cx={MARK_SIZE / 2} cy={MARK_SIZE / 2} r={MARK_SIZE / 2 + 1} className="fill-surface" />
          <VerdictMark verdict={of.verdict} size={MARK_SIZE} />
        </svg>
      ))}
    </g>
  );
}

/** Where many lie on one pixel, the worst is seen. */
function worstLast(verdicts: Verdicts): Verdicts {
  const risk = ({ of }: Verdicts[number]) => VERDICTS_BY_RISK.indexOf(of.verdict);
  return verdicts.toSorted((one, other) => risk(other) - risk(one));
}

/** Of verdicts that follow each other too closely the last one has its shape: it is the one that stayed. */
function withRoom(verdicts: Verdicts, span: Span, width: number): Segment<Verdicts[number]['of']>[] {
  return verdicts.filter((segment, index) => {
    const next = verdicts[index + 1];
    return next === undefined || pixelsOf({ from: segment.from, to: next.from }, span, width) >= LEAST_APART;
  });
}
