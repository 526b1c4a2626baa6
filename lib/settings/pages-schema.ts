import { isIP } from 'node:net';
import { z } from 'zod';

/** How the pages are reached, and by whom. */

const SIGN_IN = 'on, or off where nobody is to sign in';
export const signIn = z.enum(['on', 'off'], SIGN_IN).default('on');

const PUBLIC_URL = 'the address people open, such as https://dhcp.example.net, without a path';
export const publicUrl = z
  .string(PUBLIC_URL)
  .trim()
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isBare = url !== null && `${url.pathname}${url.search}${url.hash}` === '/';
    if (url && isBare && /^https?:$/.test(url.protocol) && url.username === '') return url.origin;
    context.addIssue({ code: 'custom', message: PUBLIC_URL });
    return z.NEVER;
  });

const PROXY = 'the address of a proxy, or of a network of such: 127.0.0.1 or 10.0.0.0/8';
export const trustedProxies = z
  .array(
    z
      .string(PROXY)
      .trim()
      .refine((text) => isNetwork(text), PROXY),
    'a list of addresses of proxies',
  )
  .default([]);

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}
