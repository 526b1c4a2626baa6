import { describe, expect, it } from 'vitest';
import { checkShape } from './shape.ts';

const said = (signIn: unknown) => checkShape({ pairs: [], signIn });

describe('signIn', () => {
  it('is on, off, or says how', () => {
    expect(said(undefined).file?.signIn).toBe('on');
    expect(said('off').file?.signIn).toBe('off');
    expect(said('maybe').mistakes).toMatchObject([{ path: ['signIn'], found: '"maybe"' }]);
    expect(said({ prox: {} }).mistakes).toMatchObject([{ expected: 'did you mean proxy?' }]);
  });

  it('believes a proxy that is listed, under a header of its own, when something gives a role', () => {
    const proxy = { addresses: ['127.0.0.1', '10.0.0.0/8'], groupsHeader: 'X-Forwarded-Groups' };
    expect(said({ proxy }).file?.signIn).toMatchObject({
      proxy: { header: 'X-Forwarded-User', roles: { admin: [] } },
    });
    for (const [path, broken] of [
      [['addresses'], { addresses: [] }],
      [['addresses', 0], { addresses: ['proxy.example.net'] }],
      [['header'], { header: 'Authorization' }],
      [['header'], { header: 'x-pairwatch-peer' }],
      [['defaultRole'], { defaultRole: 'root' }],
      [['roles'], { roles: { admins: ['a'] } }],
      [['pairs', 'noc'], { pairs: { noc: 'some' } }],
      [[], { groupsHeader: undefined }],
    ] as const) {
      const { file, mistakes } = said({ proxy: { ...proxy, ...broken } });
      expect(file).toBeNull();
      expect(mistakes[0]?.path.slice(0, 2 + path.length)).toEqual(
        expect.arrayContaining(['signIn', 'proxy', ...path]),
      );
    }
  });
});
