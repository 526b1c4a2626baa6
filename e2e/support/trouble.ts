import { expect } from '@playwright/test';
import { createApi } from './api.ts';

/** Sends the API of a running product something to do. Throws when it refuses. */
export async function ask(url: string, method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered by ${answer.status}: ${await answer.text()}`);
}

/**
 * Brings a calm pair into trouble that stays: from now on pools in use are an alert. Gives the id of the incident it opens.
 * The rule is of all pairs, so they all have an incident by and by.
 */
export async function bringTrouble(url: string, pair: string): Promise<number> {
  await ask(url, 'PUT', 'rules/pool-use-high', {
    by: 'test',
    options: {
      opensIncident: true,
      warning: { forMs: 0, limits: { percent: 1, free: 1_000_000, size: 1 } },
      critical: 'off',
    },
  });
  const { incidents } = createApi(url, pair);
  await expect.poll(async () => (await incidents()).length, { timeout: 60_000 }).toBe(1);
  const [incident] = await incidents();
  return incident?.id ?? Number.NaN;
}
