'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { usePrinting } from '@/components/pools/use-printing.ts';
import type { DiffHunk, LastingConfigFinding, ServerConfigDto } from '@/lib/contracts/config.ts';
import { type FilePair, linesOf } from '@/lib/pair/parity/file-pairs.ts';
import type { Target } from './config-view.tsx';
import { LineFindings } from './line-findings.tsx';
import { alignedRows, findingsByLine, type Row, rowOfLine } from './rows.ts';

const LINE_PIXELS = 20;
/** What is longer than so many lines is no use on paper. */
const MOST_PRINTED = 5_000;

type Side = 'a' | 'b';
type Column = {
  side: Side;
  server: ServerConfigDto;
  path: string | null;
  lines: string[];
  findings: Map<number, LastingConfigFinding[]>;
};

/** Two files beside each other, so that what is alike stands on one height; only the lines in sight are drawn. */
export function SideBySide({
  files,
  hunks,
  servers,
  findings,
  side,
  target,
}: {
  files: FilePair;
  hunks: readonly DiffHunk[] | null;
  servers: Record<Side, ServerConfigDto>;
  findings: readonly LastingConfigFinding[];
  /** The one that a phone shows. */
  side: Side;
  target: Target | null;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  const columns = useMemo(() => {
    const columnOf = (which: Side, server: ServerConfigDto, file: FilePair['old']): Column => ({
      side: which,
      server,
      path: file?.path ?? null,
      lines: file ? linesOf(file.text) : [],
      findings: file ? findingsByLine(findings, server.name, file.path) : new Map(),
    });
    return [columnOf('a', servers.a, files.old), columnOf('b', servers.b, files.new)] as const;
  }, [files, servers.a, servers.b, findings]);
  const [a, b] = columns;
  const rows = useMemo(
    () => alignedRows(a.lines.length, b.lines.length, hunks),
    [a.lines.length, b.lines.length, hunks],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_PIXELS,
    overscan: 30,
    initialRect: { width: 1000, height: 640 },
  });
  useJump(target, rows, servers.a.name, virtual.scrollToIndex, frame);
  const isWhole = isPrinting && rows.length <= MOST_PRINTED;
  const drawn = virtual.getVirtualItems();
  return (
    <div className="rounded-md border border-line bg-surface">
      <div className="grid border-line border-b text-12 sm:grid-cols-2">
        {columns.map((column) => (
          <p
            key={column.side}
            className={`truncate px-3 py-1.5 ${column.side === 'b' ? 'sm:border-line sm:border-l' : ''} ${hiddenOnPhone(column.side, side)}`}
          >
            <span className={column.side === 'a' ? 'text-server-a' : 'text-server-b'} aria-hidden="true">
              ▎
            </span>
            <span className="font-medium">{column.server.name}</span>{' '}
            <span className="font-mono text-muted">{column.path ?? wordOfNone(column.server)}</span>
          </p>
        ))}
      </div>
      <section
        ref={frame}
        aria-label={`Lines of ${a.path ?? 'no file'} of ${servers.a.name} beside ${b.path ?? 'no file'} of ${servers.b.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        data-testid="config-lines"
        className="max-h-[min(72vh,1200px)] overflow-auto font-mono text-12 leading-5 [overflow-anchor:none] print:max-h-none print:overflow-visible"
      >
        {isWhole ? (
          rows.map((row) => (
            <Line key={`${row.a} ${row.b}`} row={row} columns={columns} side={side} mark={null} />
          ))
        ) : (
          <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
            {drawn.map(({ index, key, start }) => {
              const row = rows[index];
              return (
                row && (
                  <div
                    key={key}
                    ref={virtual.measureElement}
                    data-index={index}
                    className="absolute top-0 left-0 w-full"
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <Line row={row} columns={columns} side={side} mark={target} />
                  </div>
                )
              );
            })}
          </div>
        )}
      </section>
      {isPrinting && !isWhole && (
        <p className="px-3 py-2 text-12">
          {rows.length.toLocaleString('en')} lines are too many to print; the findings above name their lines.
        </p>
      )}
    </div>
  );
}

function wordOfNone({ version }: ServerConfigDto): string {
  return version === null ? 'never read' : 'has no such file';
}

const hiddenOnPhone = (side: Side, shown: Side): string =>
  side === shown ? '' : 'max-sm:hidden print:block';

/** Goes to a line that was asked for, once for each asking. */
function useJump(
  target: Target | null,
  rows: readonly Row[],
  serverA: string,
  scrollTo: (index: number, options: { align: 'center' }) => void,
  frame: React.RefObject<HTMLElement | null>,
) {
  const done = useRef<Target | null>(null);
  useEffect(() => {
    if (target === null || target === done.current || rows.length === 0) return;
    done.current = target;
    const { server, line } = target.place;
    scrollTo(rowOfLine(rows, server === serverA ? 'a' : 'b', line), { align: 'center' });
    frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [target, rows, serverA, scrollTo, frame]);
}

function Line({
  row,
  columns,
  side,
  mark,
}: {
  row: Row;
  columns: readonly Column[];
  side: Side;
  mark: Target | null;
}) {
  return (
    <div className="grid sm:grid-cols-2">
      {columns.map((column) => (
        <Cell
          key={column.side}
          column={column}
          number={row[column.side]}
          isDifferent={row.isDifferent}
          isMarked={mark?.place.server === column.server.name && mark.place.line === row[column.side]}
          className={`${column.side === 'b' ? 'sm:border-line sm:border-l' : ''} ${hiddenOnPhone(column.side, side)}`}
        />
      ))}
    </div>
  );
}

const TINT: Record<Side, string> = { a: 'bg-server-a/12', b: 'bg-server-b/12' };

function Cell({
  column: { side, server, lines, findings },
  number,
  isDifferent,
  isMarked,
  className,
}: {
  column: Column;
  number: number | null;
  isDifferent: boolean;
  isMarked: boolean;
  className: string;
}) {
  const found = number === null ? undefined : findings.get(number);
  if (number === null)
    return (
      <div
        className={`min-w-0 max-sm:hidden ${isDifferent ? 'bg-sunken' : ''} ${className}`}
        aria-hidden="true"
      />
    );
  return (
    <div
      data-line={`${server.name}:${number}`}
      className={`min-w-0 ${isDifferent ? TINT[side] : ''} ${isMarked ? 'outline outline-2 outline-ink -outline-offset-2' : ''} ${className}`}
    >
      <div className="flex min-h-5">
        <span
          className={`w-14 shrink-0 select-none pr-2 text-right tabular-nums ${isDifferent ? 'text-muted' : 'text-faint'}`}
        >
          {isDifferent && <span title="differs from the other file">≠ </span>}
          {number}
        </span>
        <code className="wrap-anywhere min-w-0 whitespace-pre-wrap pr-2">{lines[number - 1] || ' '}</code>
      </div>
      {found && <LineFindings findings={found} />}
    </div>
  );
}
