import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Gives a function that has the queries under some keys asked again, one round at a time: what is named while a round
 * runs is asked again after it, so hints that come faster than answers never cancel those answers for ever.
 */
export function createRefresher(client: QueryClient): (keys: readonly QueryKey[]) => Promise<void> {
  const waiting = new Map<string, QueryKey>();
  let running: Promise<void> | null = null;

  async function rounds(): Promise<void> {
    while (waiting.size > 0) {
      const keys = [...waiting.values()];
      waiting.clear();
      await Promise.all(keys.map((queryKey) => refresh(client, queryKey)));
    }
    running = null;
  }

  return (keys) => {
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    running ??= rounds();
    return running;
  };
}

/** Invalidating a query during its first fetch changes nothing, and that fetch may have read the time before. */
async function refresh(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}
