'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { ApiError } from '@/lib/queries/api.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { Prose } from './prose.tsx';

/**
 * One resource in each of its states: what was read (also while reading it anew fails: the page's ages and badge tell
 * that), why it could not be read, or that it is on its way. `firstProblem` is what the server met when it drew the page.
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
  if (query.data !== undefined) return children(query.data);
  const problem = query.error ? problemOf(query.error) : firstProblem;
  if (problem) {
    const mayPass = !isOfTheQuestion(problem);
    return (
      <Notice
        role="alert"
        title={problem.title}
        action={
          mayPass && (
            <Button onClick={() => query.refetch()} disabled={query.isFetching}>
              {query.isFetching ? 'Trying…' : 'Try again now'}
            </Button>
          )
        }
      >
        <p className="break-words">
          <Prose text={problem.detail} />
        </p>
        {mayPass && (
          <p className="mt-2 text-13 text-faint">This page tries again by itself every few seconds.</p>
        )}
      </Notice>
    );
  }
  return <Loading what={what} />;
}

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
