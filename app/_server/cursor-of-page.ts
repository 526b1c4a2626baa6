import { cache } from 'react';
import { readChanges } from './read.ts';

/**
 * Where the change cursor stood before anything of the page that is being drawn was read: who listens from there misses
 * nothing, and need not ask for all of it again. null where the database can't be read.
 */
export const cursorOfPage = cache(async (): Promise<number | null> => {
  try {
    return (await readChanges(null)).cursor;
  } catch {
    // The page's own reads fail as well, and tell why.
    return null;
  }
});
