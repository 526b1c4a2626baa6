import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a browser carries to a provider and back, so that what comes back is held against what was asked. */
export type Journey = {
  state: string;
  nonce: string;
  /** Of PKCE. */
  verifier: string;
  /** The page to go on to. */
  next: string;
  /** Milliseconds since 1970. */
  until: number;
};

/** So long somebody may take to sign in there. */
export const JOURNEY_SECONDS = 600;

const journeySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  until: z.number(),
});

/** As the value of a cookie. The browser it is given to may read it; nobody can write one. */
export function journeyText(journey: Journey, secret: string): string {
  const body = Buffer.from(JSON.stringify(journey)).toString('base64url');
  return `${body}.${signed(body, secret).toString('base64url')}`;
}

/** The journey of a cookie; null for one that we did not write, or that took too long. `now`: milliseconds. */
export function journeyOf(text: string, secret: string, now: number): Journey | null {
  const [body = '', signature = ''] = text.split('.');
  const found = Buffer.from(signature, 'base64url');
  const expected = signed(body, secret);
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null;
  const journey = journeySchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return journey.until > now ? journey : null;
}

/** Of this kind alone: the signature of a session's cookie makes no journey. */
const signed = (body: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`journey.${body}`).digest();
