import { formatDuration } from '../../pair/duration.ts';
import { piece, type Result, resultOf } from '../result.ts';

export type StateFacts = {
  now: number;
  /** Its own word over OMAPI; null: it never gave one. */
  servers: { name: string; status: { state: string; at: number; isFresh: boolean } | null }[];
  /** What called for it; null: nobody but who does it. */
  change: { at: number; sentence: string } | null;
};

/** Whether both servers are in normal. A word from before the change says nothing of what came after it. */
export function checkStates({ now, servers, change }: StateFacts): Result {
  const called = change && piece(null, null, 'config', change.sentence, change.at);
  return resultOf([...servers.map(ofServer), ...(called ? [called] : [])], 'Both servers are in normal.');

  function ofServer({ name, status }: StateFacts['servers'][number]) {
    if (status === null) return piece('unknown', name, 'omapi', `${name} never told its state.`, null);
    const { state, at, isFresh } = status;
    if (!isFresh || (change !== null && at < change.at))
      return piece(
        'unknown',
        name,
        'omapi',
        `${name} was last heard ${formatDuration(now - at)} ago, in ${state}.`,
        at,
      );
    return piece(state === 'normal' ? 'pass' : 'fail', name, 'omapi', `${name} is in ${state}.`, at);
  }
}
