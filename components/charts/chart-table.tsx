'use client';

import { useZone } from '@/components/time/zone.tsx';
import type { ChartSeries } from './chart.ts';
import { twinTable } from './table-twin.ts';
import { momentOf } from './tooltip.tsx';

/** The same as the chart, to be read. */
export function ChartTable({
  title,
  series,
  unit,
  height,
}: {
  title: string;
  series: readonly ChartSeries[];
  unit(value: number): string;
  height: number;
}) {
  const { zone } = useZone();
  const { columns, rows } = twinTable(series, unit);
  return (
    <section
      aria-label={`${title}, as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="overflow-auto rounded-md border border-line"
      style={{ height }}
    >
      <table className="w-full text-13">
        <thead className="sticky top-0 bg-surface text-12 text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-left font-normal">
              from
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-3 py-1.5 text-right font-normal">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, cells }) => (
            <tr key={at} className="border-line border-t">
              <th scope="row" className="whitespace-nowrap px-3 py-1 text-left font-normal tabular-nums">
                {momentOf(at, zone)}
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index]} className="px-3 py-1 text-right">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="px-3 py-2 text-13 text-muted">No reading in this time.</p>}
    </section>
  );
}
