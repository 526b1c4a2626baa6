'use client';

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from './frame/announcements.ts';

/**
 * Has the API do something. What may be otherwise afterwards is asked for again at once, whether or not the server's
 * hints reach this page, and what `done` gives is read out to a screen reader.
 */
export function useAct<Input, Answer>({
  act,
  changes,
  done,
}: {
  act: (input: Input) => Promise<Answer>;
  /** Keys of the queries to ask again. */
  changes: readonly QueryKey[];
  done: (answer: Answer, input: Input) => string;
}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    // A page without network is told so by the attempt, not by waiting for one.
    networkMode: 'always',
    onSuccess: (answer, input) => {
      for (const queryKey of changes) void client.invalidateQueries({ queryKey });
      announce(done(answer, input));
    },
  });
}
