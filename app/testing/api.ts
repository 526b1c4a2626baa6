import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { problemSchema } from '../../lib/contracts/health.ts';
import { type Database, openDatabase } from '../../lib/db/client.ts';
import { migrate } from '../../lib/db/migrate.ts';

// Tests of handlers are about what they do; those of signing in say otherwise.
process.env.PAIRWATCH_SIGN_IN = 'off';

/**
 * Makes the database that the route handlers of this test file find, and opens it as the collector does. The handlers keep
 * theirs for as long as the process lives, so a file has one for all its tests.
 */
export async function makeDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-api-'));
  const url = `file:${join(folder, 'pairwatch.db')}`;
  await migrate(url);
  const db = await openDatabase(url, { role: 'collector' });
  process.env.DATABASE_URL = url;
  process.env.PAIRWATCH_DATA = folder;
  process.env.PAIRWATCH_HOSTS = 'pairwatch.test';
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });
  return db;
}

export type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

export type Asked = {
  method?: Method;
  /** Without `/api/v1/`. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** A request as a page of Pairwatch's own sends it. */
export function ask({ method = 'GET', path, body, headers = {} }: Asked): Request {
  return new Request(`http://pairwatch.test/api/v1/${path}`, {
    method,
    headers: {
      Host: 'pairwatch.test',
      ...(method !== 'GET' && { Origin: 'http://pairwatch.test', 'Sec-Fetch-Site': 'same-origin' }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** What Next hands to a handler beside the request. */
export function params<P extends Record<string, string>>(values: P): { params: Promise<P> } {
  return { params: Promise.resolve(values) };
}

/** The problem in an answer, after a look at its status. Throws when it is none. */
export async function problemIn(response: Response) {
  if (response.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`${response.status} with ${await response.text()} is no problem`);
  }
  const problem = problemSchema.parse(await response.json());
  if (problem.status !== response.status) throw new Error('the problem tells another status than its answer');
  return problem;
}
