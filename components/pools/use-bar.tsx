import type { PoolFiguresDto } from '@/lib/contracts/pool-overview.ts';

/** Used solid, backup hatched, free as what is left, to size. The figures stand beside it. */
export function UseBar({ figures, isFaded }: { figures: PoolFiguresDto; isFaded: boolean }) {
  const share = (count: number) => `${figures.size === 0 ? 0 : (100 * count) / figures.size}%`;
  return (
    <div
      aria-hidden="true"
      className={`flex h-3 overflow-hidden rounded-[2px] border border-strong-line ${isFaded ? 'opacity-50' : ''}`}
    >
      <span className="bg-muted" style={{ width: share(figures.used) }} />
      <span
        className="hatched border-strong-line border-r text-muted"
        style={{ width: share(figures.backup) }}
      />
    </div>
  );
}
