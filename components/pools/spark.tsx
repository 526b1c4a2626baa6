import { memo } from 'react';
import { sparkFigures, sparkPath } from './spark-path.ts';

const BOX = { width: 88, height: 22 };

/** How the use of a pool went, against its size; the figures for those who can't see it. */
export const Spark = memo(function Spark({
  used,
  size,
  period,
}: {
  used: readonly (number | null)[] | undefined;
  size: number;
  /** "the last 24 h" */
  period: string;
}) {
  const figures = used && sparkFigures(used);
  if (!used) return <span className="block h-[22px] w-[88px]" />;
  if (!figures) return <span className="text-12 text-faint">no readings</span>;
  const gaps = figures.missing > 0 ? ', with gaps' : '';
  const words = `${Math.round(figures.least)} to ${Math.round(figures.most)} of ${size} used in ${period}${gaps}`;
  return (
    <svg
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      width={BOX.width}
      height={BOX.height}
      role="img"
      aria-label={words}
      className="block text-muted"
    >
      <title>{words}</title>
      <path d={`M0 ${BOX.height - 0.5}h${BOX.width}`} stroke="var(--line)" />
      <path d="M0 .5h88" stroke="var(--line)" strokeDasharray="2 3" />
      <path d={sparkPath(used, size, BOX)} fill="none" stroke="currentColor" strokeWidth="1.25" />
    </svg>
  );
});
