import { answering } from './answering.ts';
import type { Word } from './word.ts';

/** One server's word with what follows from it at once. */
export type Side = Word & {
  name: string;
  role: Word['server']['role'];
  /** Whether it answers clients; null when its state does not say. */
  answers: boolean | null;
};

export function sideOf(word: Word): Side {
  return {
    ...word,
    name: word.server.name,
    role: word.server.role,
    answers: answering(word.server, word).answering,
  };
}
