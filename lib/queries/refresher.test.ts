import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRefresher } from './refresher.ts';

type Ask = { signal: AbortSignal; answer(value: string): void };

let client: QueryClient;
let asked: Ask[];
let leave: () => void;

/** A page that looks at one query, whose answers the test gives by hand. */
beforeEach(() => {
  client = new QueryClient();
  asked = [];
  const observer = new QueryObserver(client, {
    queryKey: ['pairs'],
    networkMode: 'always',
    retry: false,
    queryFn: ({ signal }) => new Promise<string>((resolve) => asked.push({ signal, answer: resolve })),
  });
  leave = observer.subscribe(() => {});
});

afterEach(() => {
  leave();
  client.clear();
});

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

it('starts a first fetch anew, for it may have read the time before the change', async () => {
  const done = createRefresher(client)([['pairs']]);
  await turn();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[1]?.answer('after');
  await done;
  expect(client.getQueryData(['pairs'])).toBe('after');
});

it('lets an answer arrive however fast hints come, then asks once more', async () => {
  const refresh = createRefresher(client);
  asked[0]?.answer('first');
  await turn();
  const done = refresh([['pairs']]);
  await turn();
  for (let hint = 0; hint < 5; hint += 1) refresh([['pairs']]);
  await turn();
  expect(asked).toHaveLength(2);
  asked[1]?.answer('second');
  await turn();
  expect(client.getQueryData(['pairs'])).toBe('second');
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, false, false]);
  asked[2]?.answer('third');
  await done;
  expect([client.getQueryData(['pairs']), asked.length]).toEqual(['third', 3]);
});
