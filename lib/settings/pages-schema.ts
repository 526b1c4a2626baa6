import { z } from 'zod';
import { proxyAddress } from './sign-in-schema.ts';

/** How the pages are reached. */

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

export const trustedProxies = z.array(proxyAddress, 'a list of addresses of proxies').default([]);
