'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Moment, Since } from '@/components/time/since.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { ApiError } from '@/lib/queries/api.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import { Button } from './button.tsx';
import { CopyDetails } from './copy-details.tsx';
import { Notice } from './notice.tsx';
import { Prose } from './prose.tsx';

/**
 * One resource in each of its states: what was read, with a line above it while it can't be read anew; why it could not be
 * read; or that it is on its way. `firstProblem` is what the server met when it drew the page.
 */
export function Resource<T>({
  query,
  firstProblem,
  what,
  children,
}: {
  query: UseQueryResult<T>;
  firstProblem: ProblemDto | null;
  /** What is being read, for the reader who waits: "pairs". */
  what: string;
  children: (data: T) => ReactNode;
}) {
  const problem = query.error ? problemOf(query.error) : query.data === undefined ? firstProblem : null;
  const sinceMs = useSince(problem !== null);
  if (query.data !== undefined) {
    return (
      <>
        {problem && (
          <NotAnew problem={problem} what={what} readAtMs={query.dataUpdatedAt} sinceMs={sinceMs} />
        )}
        {children(query.data)}
      </>
    );
  }
  if (!problem) return <Loading what={what} />;
  return (
    <Unreadable
      problem={problem}
      what={what}
      sinceMs={sinceMs}
      tries={query.errorUpdateCount}
      isTrying={query.isFetching}
      onTry={() => query.refetch()}
    />
  );
}

/** When a trouble that goes on was first seen here, by the server's clock; null while there is none. */
function useSince(isTrouble: boolean): number | null {
  const [sinceMs, setSinceMs] = useState<number | null>(null);
  useEffect(() => setSinceMs(isTrouble ? serverClock.now() : null), [isTrouble]);
  return sinceMs;
}

function Unreadable({
  problem,
  what,
  sinceMs,
  tries,
  isTrying,
  onTry,
}: {
  problem: ProblemDto;
  what: string;
  sinceMs: number | null;
  /** How often this page asked in vain. */
  tries: number;
  isTrying: boolean;
  onTry(): void;
}) {
  const mayPass = !isOfTheQuestion(problem);
  return (
    <Notice
      role="alert"
      title={problem.title}
      action={
        <div className="flex flex-wrap gap-2">
          {mayPass && (
            <Button onClick={onTry} disabled={isTrying}>
              {isTrying ? 'Trying…' : 'Try again now'}
            </Button>
          )}
          <CopyDetails problem={problem} what={what} sinceMs={sinceMs} tries={tries || null} />
        </div>
      }
    >
      <p className="break-words">
        <Prose text={problem.detail} />
      </p>
      <p className="mt-2 text-13 text-faint">
        What was asked for: {what}.{' '}
        {mayPass && (
          <>
            {sinceMs !== null && (
              <>
                It can’t be read since <Moment at={isoOf(sinceMs)} />.{' '}
              </>
            )}
            This page tries again by itself every few seconds.
          </>
        )}
      </p>
    </Notice>
  );
}

const WEB_SERVER_SILENT = 'urn:pairwatch:problem:web-server-silent';

/** Old data stays, and says that it is old. When nothing at all is reached, the frame says so once for the whole page. */
function NotAnew({
  problem,
  what,
  readAtMs,
  sinceMs,
}: {
  problem: ProblemDto;
  what: string;
  readAtMs: number;
  sinceMs: number | null;
}) {
  if (problem.type === WEB_SERVER_SILENT || sinceMs === null) return null;
  return (
    <p
      data-testid="not-anew"
      className="mb-2 wrap-anywhere rounded-md border border-strong-line border-dashed bg-sunken px-3 py-2 text-13"
    >
      <span className="font-semibold">Old: </span>
      {what} can’t be read anew <Since at={isoOf(sinceMs)} of={`Last read ${isoOf(readAtMs)}`} />.{' '}
      {problem.title}: <Prose text={problem.detail} />
    </p>
  );
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** What was asked for is not there or can't be asked for: no use in trying again. */
function isOfTheQuestion({ status }: ProblemDto): boolean {
  return status >= 400 && status < 500;
}

function problemOf(error: Error): ProblemDto {
  if (error instanceof ApiError) return error.problem;
  return { type: 'about:blank', title: 'This page met a fault of its own', status: 0, detail: error.message };
}

function Loading({ what }: { what: string }) {
  return (
    <div role="status" className="space-y-2">
      <span className="sr-only">Reading {what}…</span>
      {['w-2/3', 'w-1/2', 'w-3/5'].map((width) => (
        <div key={width} className={`h-4 rounded-[3px] bg-sunken ${width}`} />
      ))}
    </div>
  );
}
