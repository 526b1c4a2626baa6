import { expect, it } from 'vitest';
import { createUnstoredLog } from './unstored.ts';

it('tells each reason once while it lasts, and its end', () => {
  const said: unknown[] = [];
  const log = {
    error: ({ err }: { err: Error }) => said.push(err.message),
    info: ({ count }: { count: number }) => said.push(count),
  };
  const unstored = createUnstoredLog(log, 'office');
  for (const why of ['disk full', 'disk full', 'locked', 'locked']) unstored.failed(new Error(why));
  unstored.stored();
  unstored.stored();
  unstored.failed(new Error('disk full'));
  expect(said).toEqual(['disk full', 'locked', 4, 'disk full']);
});
