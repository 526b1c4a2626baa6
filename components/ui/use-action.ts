'use client';

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Refusal, refusalOf } from './mistakes.ts';

/**
 * Something a reader has done by the API, once for each time it is asked for. What it changes is asked for again at once
 * rather than at the next hint.
 */
export function useAction<Input, Answer>({
  act,
  changes,
  onDone,
}: {
  act: (input: Input) => Promise<Answer>;
  /** Keys of the queries to ask again. */
  changes: readonly QueryKey[];
  onDone?: (answer: Answer, input: Input) => void;
}): {
  run: (input: Input) => void;
  isBusy: boolean;
  refusal: Refusal | null;
  answer: Answer | undefined;
  reset: () => void;
} {
  const client = useQueryClient();
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: act,
    networkMode: 'always',
    onSuccess: (answer, input) => {
      for (const queryKey of changes) client.invalidateQueries({ queryKey });
      onDone?.(answer, input);
    },
  });
  // One object for each error: a form takes the focus when there is another.
  const refusal = useMemo(() => error && refusalOf(error), [error]);
  return { run: mutate, isBusy: isPending, refusal, answer: data, reset };
}
