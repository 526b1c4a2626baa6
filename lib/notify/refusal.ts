import { STATUS_CODES } from 'node:http';
import type { HttpAnswer } from './http.ts';

/** Why an answer means that a request to `url` was not taken, in words for the operator; null for 2xx. */
export function refusalIn({ status, location }: HttpAnswer, url: string): string | null {
  if (status >= 200 && status < 300) return null;
  const words = `answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
  if (location === null || status < 300 || status >= 400) return words;
  return `${words} and points to ${destination(location, url)}, which is not followed: put the final address into url`;
}

/** Without path and query: the whole address of a webhook is often a secret. */
function destination(location: string, url: string): string {
  const base = new URL(url);
  if (!URL.canParse(location, base)) return 'no valid address';
  const target = new URL(location, base);
  return target.host === base.host && target.protocol === base.protocol
    ? 'another path there'
    : `${target.protocol}//${target.host}`;
}
