import { describe, expect, it } from 'vitest';
import { whyNotServe } from './whoever-reaches.ts';

const HERE = { host: '127.0.0.1', port: 8067 };
const ANYWHERE = { host: '0.0.0.0', port: 8067 };
const NO_LEAVE = { open: false, plain: false };
const TLS = 'https://dhcp.example.net';

describe('to serve pages', () => {
  it.each([
    ['this machine, whatever else', { listen: HERE, signIn: false, publicUrl: null }, NO_LEAVE],
    ['others by TLS', { listen: ANYWHERE, signIn: true, publicUrl: TLS }, NO_LEAVE],
    [
      'others, openly as it is meant',
      { listen: ANYWHERE, signIn: false, publicUrl: null },
      { open: true, plain: false },
    ],
    [
      'others, plainly as it is meant',
      { listen: ANYWHERE, signIn: true, publicUrl: null },
      { open: false, plain: true },
    ],
  ])('to %s is well', (_, settings, leave) => {
    expect(whyNotServe(settings, leave)).toBeNull();
  });

  it.each([
    ['--allow-open', { listen: ANYWHERE, signIn: false, publicUrl: TLS }, { open: false, plain: true }],
    ['--allow-plain-http', { listen: ANYWHERE, signIn: true, publicUrl: null }, { open: true, plain: false }],
    [
      '--allow-plain-http',
      { listen: ANYWHERE, signIn: true, publicUrl: 'http://dhcp.example.net' },
      NO_LEAVE,
    ],
  ])('is refused, and %s would have it', (flag, settings, leave) => {
    expect(whyNotServe(settings, leave)).toContain(`say ${flag} if`);
  });
});
