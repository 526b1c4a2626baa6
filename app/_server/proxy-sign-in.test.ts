import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { log } from '../../lib/log.ts';
import { PEER_HEADER } from './client-address.ts';
import { permit } from './permit.ts';
import { isProxied, proxiedVisitor } from './proxy-sign-in.ts';

beforeAll(() => {
  const roles = { viewer: ['staff'], operator: [], admin: ['dhcp'] };
  vi.stubEnv(
    'PAIRWATCH_PROXY_SIGN_IN',
    JSON.stringify({
      addresses: ['127.0.0.2', '10.1.0.0/16'],
      header: 'X-Forwarded-User',
      roleHeader: null,
      groupsHeader: 'X-Forwarded-Groups',
      rules: { roles, pairs: null, defaultRole: null },
    }),
  );
});
afterAll(() => vi.unstubAllEnvs());

const ANNA = { 'x-forwarded-user': 'anna', 'x-forwarded-groups': 'dhcp' };
const from = (peer: string | null, more: Record<string, string> = ANNA) =>
  new Headers({ ...more, ...(peer !== null && { [PEER_HEADER]: peer }) });

it('believes whoever is connected from an address that is listed', () => {
  for (const peer of ['127.0.0.2', '::ffff:127.0.0.2', '10.1.200.3'])
    expect(proxiedVisitor(from(peer))).toEqual({ name: 'anna', role: 'admin', pairs: null });
  expect(proxiedVisitor(from('127.0.0.2', {}))).toBeNull();
});

it('knows nobody by the word of anybody else, whatever he sends, and logs it once', () => {
  const warn = vi.spyOn(log, 'warn');
  const forged = {
    ...ANNA,
    'x-forwarded-for': '127.0.0.2',
    forwarded: 'for=127.0.0.2',
    'x-real-ip': '127.0.0.2',
  };
  for (const peer of ['127.0.0.1', '10.2.0.1', '::1', null])
    expect(proxiedVisitor(from(peer, forged))).toBeNull();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(isProxied(from('127.0.0.1'))).toBe(false);
});

it('tells whom nothing gives a role who he is and why he stays out', () => {
  const bob = from('127.0.0.2', { 'x-forwarded-user': 'bob', 'x-forwarded-groups': 'others' });
  expect(() => proxiedVisitor(bob)).toThrow(/you are bob, and none of your groups has a role/);
});

it('takes a change through the proxy from a page of ours alone', () => {
  const asked = (more: Record<string, string>) => () =>
    permit(
      new Request('http://a/api/v1/silences', {
        method: 'POST',
        headers: from('127.0.0.2', { ...ANNA, ...more }),
      }),
    );
  expect(asked({ host: 'localhost' })).toThrow(/through the proxy/);
  expect(asked({ host: 'localhost', authorization: 'Basic YTpi' })).toThrow(/through the proxy/);
  expect(asked({ host: 'localhost', authorization: 'Bearer x' })).not.toThrow();
  expect(asked({ host: 'localhost', origin: 'http://localhost' })).not.toThrow();
});
