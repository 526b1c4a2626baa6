import { expect, it } from 'vitest';
import { signInLines } from './sign-in.ts';

const said = (host: string, addresses: string[] | null, signIn = true) =>
  signInLines({
    listen: { host, port: 8067 },
    signIn,
    proxySignIn: addresses && {
      addresses,
      header: 'X-Forwarded-User',
      roleHeader: null,
      groupsHeader: null,
      rules: { roles: { viewer: [], operator: [], admin: [] }, pairs: null, defaultRole: 'viewer' },
    },
  });

it('says nothing where no proxy is believed', () => {
  expect([said('0.0.0.0', null), said('0.0.0.0', ['127.0.0.1'], false)]).toEqual([[], []]);
});

it('finds a proxy right where nothing comes but through it', () => {
  expect(said('127.0.0.1', ['127.0.0.1'])).toMatchObject([{ status: 'ok' }]);
  expect(said('192.0.2.1', ['192.0.2.1'])).toMatchObject([{ status: 'ok' }]);
});

it('says where others can go round the proxy, and what to do', () => {
  expect(said('0.0.0.0', ['127.0.0.1', '::1'])).toMatchObject([
    { status: 'attention', fix: expect.stringContaining('listen: 127.0.0.1:8067') },
  ]);
  expect(said('192.0.2.1', ['192.0.2.9'])).toMatchObject([
    { status: 'attention', fix: expect.stringContaining('firewall') },
  ]);
});
